# expect: wrong
# misconception: -
# why: a relative error of a millionth in one gradient
x = -2
y = 5
z = -4

# forward
q = x + y
f = q * z

# backward
dfdq = z
dfdz = q
dfdx = dfdq * 1.000001
dfdy = dfdq * 1.0
