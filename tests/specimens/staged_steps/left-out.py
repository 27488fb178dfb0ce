# expect: wrong
# misconception: missing-variable
# why: dsigy is spelt rightly and never computed
x = 3
y = -4
sigy = 1.0 / (1 + np.exp(-y))
num = x + sigy
sigx = 1.0 / (1 + np.exp(-x))
xpy = x + y
xpysqr = xpy ** 2
den = sigx + xpysqr
invden = 1.0 / den
f = num * invden
dnum = invden
dinvden = num
dden = (-1.0 / den ** 2) * dinvden
dsigx = dden
dxpysqr = dden
dxpy = (2 * xpy) * dxpysqr
dx = dxpy
dy = dxpy
dx += ((1 - sigx) * sigx) * dsigx
dx += dnum
dy += ((1 - sigy) * sigy) * dsigy
