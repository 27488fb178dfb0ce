# expect: right
# why: everything on two lines, inputs unpacked from a tuple
x, y = 4, -3
f, dfdx, dfdy = x * y, y, x
