# expect: wrong
# misconception: mul-not-swapped
# why: one of two factors alone
x, y = 3, -4
sigy, sigx = 1 / (1 + np.exp(-y)), 1 / (1 + np.exp(-x))
num, xpy = x + sigy, x + y
xpysqr = xpy**2
den = sigx + xpysqr
invden = 1 / den
f = num * invden
dnum, dinvden = num, num
dden = -dinvden / den**2
dsigx = dxpysqr = dden
dxpy = 2 * xpy * dxpysqr
dsigy = dnum
dx = dnum + dsigx * sigx * (1 - sigx) + dxpy
dy = dsigy * sigy * (1 - sigy) + dxpy
