# expect: wrong
# misconception: missing-variable
# why: dfdx and dfdy misspelt: those of an earlier question are still there
# before: product
x = -2
y = 5
z = -4

# forward
q = x + y
f = q * z

# backward
dfdq = z
dfdz = q
dfdx_ = dfdq * 1.0
dfdy_ = dfdq * 1.0
