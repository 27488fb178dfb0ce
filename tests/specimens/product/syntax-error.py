# expect: wrong
# misconception: -
# why: the cell does not compile
x = 4
y = -3
f = x * y
dfdx = (y
dfdy = x
