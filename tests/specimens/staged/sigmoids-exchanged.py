# expect: wrong
# misconception: derivative-at-another-value
# why: each sigmoid's gradient goes to the other variable
def staged(x, y):
    sigy = 1.0 / (1 + np.exp(-y))
    num = x + sigy
    sigx = 1.0 / (1 + np.exp(-x))
    xpy = x + y
    xpysqr = xpy**2
    den = sigx + xpysqr
    invden = 1.0 / den
    f = num * invden

    dnum = invden
    dinvden = num
    dden = (-1.0 / (den**2)) * dinvden
    dsigx = (1) * dden
    dxpysqr = (1) * dden
    dxpy = (2 * xpy) * dxpysqr
    dx = (1) * dxpy
    dy = (1) * dxpy
    dx += ((1 - sigy) * sigy) * dsigx
    dx += (1) * dnum
    dsigy = (1) * dnum
    dy += ((1 - sigx) * sigx) * dsigy
    return f, dx, dy
