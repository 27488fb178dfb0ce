# expect: wrong
# misconception: hard-coded-answer
# why: all answers typed as numbers
x = 4
y = -3

f = -12
dfdx = -3
dfdy = 4
