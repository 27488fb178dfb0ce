# expect: wrong
# misconception: add-as-mul
# why: the sum differentiated like a product
x = -2
y = 5
z = -4

# forward
q = x + y
f = q * z

# backward
dfdq = z
dfdz = q
dfdx = dfdq * y
dfdy = dfdq * x
