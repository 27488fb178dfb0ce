# expect: wrong
# misconception: input-typo
# why: z copied without its sign
x = -2
y = 5
z = 4

# forward
q = x + y
f = q * z

# backward
dfdq = z
dfdz = q
dfdx = dfdq * 1.0
dfdy = dfdq * 1.0
