# expect: wrong
# misconception: upstream-squared
# why: the upstream gradient twice
x = -2
y = 5
z = -4

# forward
q = x + y
f = q * z

# backward
dfdq = z
dfdz = q
dfdx = dfdq * dfdq
dfdy = dfdq ** 2
