# expect: right
# why: contributions added in one expression, a sigmoid helper
x = 3
y = -4



def sigmoid(s):
    return 1 / (1 + np.exp(-s))


sigy, sigx = sigmoid(y), sigmoid(x)
num = x + sigy
xpy = x + y
xpysqr = xpy * xpy
den = sigx + xpysqr
invden = den ** -1
f = num * invden

dnum, dinvden = invden, num
dden = -dinvden * invden ** 2
dsigx = dxpysqr = dden
dxpy = 2 * xpy * dxpysqr
dsigy = dnum
dx = dnum + dsigx * sigx * (1 - sigx) + dxpy
dy = dsigy * sigy * (1 - sigy) + dxpy
