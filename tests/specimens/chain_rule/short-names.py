# expect: wrong
# misconception: missing-variable
# why: dfdq is called dq
x = -2
y = 5
z = -4

# forward
q = x + y
f = q * z

# backward
dq = z
dfdz = q
dfdx = dq * 1.0
dfdy = dq * 1.0
