# expect: wrong
# misconception: -
# why: right only for positive x
x = 4
y = -3

f = x + y
dfdx = x / abs(x)
dfdy = 1
