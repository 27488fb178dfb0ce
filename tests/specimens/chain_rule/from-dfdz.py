# expect: wrong
# misconception: another-gradient
# why: dfdx and dfdy taken from dfdz instead of dfdq
x = -2
y = 5
z = -4

# forward
q = x + y
f = q * z

# backward
dfdq = z
dfdz = q
dfdx = dfdz * 1.0
dfdy = dfdz * 1.0
