# expect: wrong
# misconception: hard-coded-answer
# why: f is typed
x = 4
y = -3

f = 1
dfdx = 1
dfdy = 1
