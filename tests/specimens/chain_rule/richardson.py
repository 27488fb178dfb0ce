# expect: wrong
# misconception: numeric-instead-of-analytic
# why: Richardson extrapolation of the whole function
x = -2
y = 5
z = -4


def F(x, y, z):
    return (x + y) * z


def slope(g, at, h=1e-3):
    coarse = (g(at + h) - g(at - h)) / (2 * h)
    fine = (g(at + h / 2) - g(at - h / 2)) / h
    return (4 * fine - coarse) / 3


q = x + y
f = q * z
dfdq = slope(lambda v: v * z, q)
dfdz = slope(lambda v: F(x, y, v), z)
dfdx = slope(lambda v: F(v, y, z), x)
dfdy = slope(lambda v: F(x, v, z), y)
