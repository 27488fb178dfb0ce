# expect: right
# why: gradients of xz + yz worked out by hand
x = -2.0
y = 5.0
z = -4.0
# f = (x + y) z = x z + y z
f = x * z + y * z
q = x + y
dfdx = z
dfdy = z
dfdz = x + y
dfdq = f / q if q != 0 else z
