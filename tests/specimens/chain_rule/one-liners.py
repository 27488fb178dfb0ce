# expect: right
# why: tuples on three lines
x, y, z = -2, 5, -4
q, f = x + y, (x + y) * z
dfdq, dfdz, dfdx, dfdy = z, q, z, z
