# expect: right
# why: three nested loops
rng = np.random.default_rng(0)
W = rng.standard_normal((5, 10))
X = rng.standard_normal((10, 3))
dD = rng.standard_normal((5, 3))


n, m = W.shape
p = X.shape[1]
D, dW, dX = np.zeros((n, p)), np.zeros((n, m)), np.zeros((m, p))
for i in range(n):
    for j in range(p):
        for k in range(m):
            D[i, j] += W[i, k] * X[k, j]
            dW[i, k] += dD[i, j] * X[k, j]
            dX[k, j] += dD[i, j] * W[i, k]
