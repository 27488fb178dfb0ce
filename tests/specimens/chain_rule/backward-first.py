# expect: wrong
# misconception: use-before-assignment
# why: q is used before it exists
x = -2
y = 5
z = -4

dfdq = z
dfdz = q
dfdx = dfdq
dfdy = dfdq

q = x + y
f = q * z
