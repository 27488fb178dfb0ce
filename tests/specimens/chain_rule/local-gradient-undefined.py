# expect: wrong
# misconception: undefined-name
# why: dqdx is no misspelt dfdx
x = -2
y = 5
z = -4
q = x + y
f = q * z
dfdq = z
dfdz = q
dfdx = dqdx * dfdq
dfdy = dfdq * 1
