# expect: wrong
# misconception: missing-variable
# why: everything stays inside a function that is called for nothing
x = -2
y = 5
z = -4


def backprop():
    q = x + y
    f = q * z
    dfdq = z
    dfdz = q
    dfdx = dfdq
    dfdy = dfdq
    return f


f = backprop()
