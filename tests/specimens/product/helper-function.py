# expect: right
# why: a helper returns the value and both gradients
x = 4
y = -3


def multiply(a, b):
    return a * b, (b, a)


f, (dfdx, dfdy) = multiply(x, y)
