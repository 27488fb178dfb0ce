# expect: wrong
# misconception: inverse-operation
# why: f / y is x, which is the own factor, too
x = 4
y = -3
f = y * x
dfdx = f / y
dfdy = f / x
