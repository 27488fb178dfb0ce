# expect: wrong
# misconception: sign-flipped
# why: only dfdy negated
x = -2
y = 5
z = -4

# forward
q = x + y
f = q * z

# backward
dfdq = z
dfdz = q
dfdx = dfdq * 1.0
dfdy = dfdq * -1.0
