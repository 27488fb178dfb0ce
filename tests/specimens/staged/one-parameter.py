# expect: wrong
# misconception: method-parameters
# why: y is no parameter
def staged(x):
    sigy = 1.0 / (1 + np.exp(-y))
    num = x + sigy
    sigx = 1.0 / (1 + np.exp(-x))
    xpy = x + y
    den = sigx + xpy ** 2
    f = num / den
    dnum = 1 / den
    dden = -num / den ** 2
    dxpy = 2 * xpy * dden
    dx = dnum + dden * sigx * (1 - sigx) + dxpy
    dy = dnum * sigy * (1 - sigy) + dxpy
    return f, dx, dy
