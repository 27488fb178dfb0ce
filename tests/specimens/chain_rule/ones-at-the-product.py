# expect: wrong
# misconception: upstream-only
# why: the product hands its gradient through
x = -2
y = 5
z = -4

# forward
q = x + y
f = q * z

# backward
dfdq = 1
dfdz = 1
dfdx = dfdq * 1.0
dfdy = dfdq * 1.0
