# expect: right
# why: Korean comments, np.float64 scalars, another order of the backward lines
x = 3
y = -4

# 순전파
sigx = np.reciprocal(1 + np.exp(-float(x)))
sigy = np.reciprocal(1 + np.exp(-float(y)))
xpy = np.add(x, y)
num = np.add(x, sigy)
xpysqr = np.square(xpy)
den = np.add(sigx, xpysqr)
invden = np.reciprocal(den)
f = np.multiply(num, invden)

# 역전파: x와 y의 몫은 마지막에 모아요
df = 1.0
dinvden = num * df
dnum = invden * df
dsigy = dnum
dden = -(invden ** 2) * dinvden
dxpysqr = dden
dsigx = dden
dxpy = 2 * xpy * dxpysqr
dx = np.sum([dnum, dxpy, dsigx * sigx * (1 - sigx)])
dy = np.sum([dxpy, dsigy * sigy * (1 - sigy)])
