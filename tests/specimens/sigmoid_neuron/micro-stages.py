# expect: right
# why: the sigmoid taken apart into negation, exp, add and reciprocal
w = [2, -3, -3]
x = [-1, -2]


p0 = w[0] * x[0]
p1 = w[1] * x[1]
dot = p0 + p1 + w[2]
neg = -1 * dot
ex = np.exp(neg)
den = 1 + ex
f = 1 / den
dden = -1 / den ** 2
dex = 1 * dden
dneg = ex * dex
ddot = -1 * dneg
dp0 = dp1 = ddot
dx = np.array([w[0] * dp0, w[1] * dp1])
dw = np.array([x[0] * dp0, x[1] * dp1, ddot])
