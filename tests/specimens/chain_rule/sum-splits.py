# expect: wrong
# misconception: add-splits-gradient
# why: the sum shares its gradient
x = -2
y = 5
z = -4

# forward
q = x + y
f = q * z

# backward
dfdq = z
dfdz = q
dfdx = dfdq * 0.5
dfdy = dfdq * 0.5
