# expect: wrong
# misconception: upstream-ignored
# why: dfdx and dfdy are only the local gradients
x = -2
y = 5
z = -4

# forward
q = x + y
f = q * z

# backward
dfdq = z
dfdz = q
dfdx = 1.0
dfdy = 1.0
