# expect: wrong
# misconception: hard-coded-answer
# why: only dfdy is typed, the rest is computed
x = 4
y = -3

f = x * y
dfdx = y
dfdy = 4.0
