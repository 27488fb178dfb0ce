# expect: wrong
# misconception: upstream-partial
# why: dfdy lacks the upstream gradient
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
dfdy = 1.0
