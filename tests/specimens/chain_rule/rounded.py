# expect: wrong
# misconception: -
# why: gradients rounded to whole numbers
x = -2
y = 5
z = -4

# forward
q = x + y
f = q * z

# backward
dfdq = z
dfdz = round(q)
dfdx = dfdq * 1.0
dfdy = dfdq * 1.0
