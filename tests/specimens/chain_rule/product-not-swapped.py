# expect: wrong
# misconception: mul-not-swapped
# why: dfdq and dfdz exchanged
x = -2
y = 5
z = -4

# forward
q = x + y
f = q * z

# backward
dfdq = q
dfdz = z
dfdx = dfdq * 1.0
dfdy = dfdq * 1.0
