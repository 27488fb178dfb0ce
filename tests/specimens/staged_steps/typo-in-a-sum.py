# expect: wrong
# misconception: name-typo
# why: the last term of a sum is a name that is not there, so that what stands is left over
x = 3
y = -4
sigy = 1 / (1 + np.exp(-y))
num = x + sigy
sigx = 1 / (1 + np.exp(-x))
xpy = x + y
xpysqr = xpy ** 2
den = sigx + xpysqr
invden = 1 / den
f = num * invden
dnum = invden
dinvden = num
dden = -invden ** 2 * dinvden
dsigx = dden
dxpysqr = dden
dxpy = 2 * xpy * dxpysqr
dx = dxpy
dy = dxpy
dx += sigx * (1 - sigx) * dsigx
dx += dnumm
dsigy = dnum
dy += sigy * (1 - sigy) * dsigy
