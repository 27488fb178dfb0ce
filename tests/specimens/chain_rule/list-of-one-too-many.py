# expect: wrong
# misconception: -
# why: dfdx is a list of two
x = -2
y = 5
z = -4

# forward
q = x + y
f = q * z

# backward
dfdq = z
dfdz = q
dfdx = [dfdq, dfdq]
dfdy = dfdq * 1.0
