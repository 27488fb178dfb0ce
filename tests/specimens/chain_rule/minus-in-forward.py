# expect: wrong
# misconception: forward-wrong-op
# why: q is the difference
x = -2
y = 5
z = -4

# forward
q = x - y
f = q * z

# backward
dfdq = z
dfdz = q
dfdx = dfdq * 1.0
dfdy = dfdq * 1.0
