# expect: wrong
# misconception: hard-coded-answer
# why: only dfdz typed
x = -2
y = 5
z = -4

# forward
q = x + y
f = q * z

# backward
dfdq = z
dfdz = 3.0
dfdx = dfdq * 1.0
dfdy = dfdq * 1.0
