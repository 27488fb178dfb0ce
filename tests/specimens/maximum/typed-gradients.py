# expect: wrong
# misconception: hard-coded-answer
# why: 1 and 0 typed: wrong as soon as y is larger
x = 4
y = -3

f = max(x, y)
dfdx = 1
dfdy = 0
