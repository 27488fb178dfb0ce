# expect: right
# why: gradients as floats in one assignment
x = 4
y = -3
f = sum([x, y])
dfdx = dfdy = 1.0
