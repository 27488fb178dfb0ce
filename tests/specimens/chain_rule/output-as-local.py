# expect: wrong
# misconception: mul-output-as-local
# why: the product is its own gradient
x = -2
y = 5
z = -4

# forward
q = x + y
f = q * z

# backward
dfdq = f
dfdz = f
dfdx = dfdq * 1.0
dfdy = dfdq * 1.0
