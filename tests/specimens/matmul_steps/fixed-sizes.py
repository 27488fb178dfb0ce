# expect: wrong
# misconception: hard-coded-size
# why: loops over 5, 10 and 3
rng = np.random.default_rng(0)
W = rng.standard_normal((5, 10))
X = rng.standard_normal((10, 3))
dD = rng.standard_normal((5, 3))


D = W @ X
dW = np.zeros((5, 10))
dX = np.zeros((10, 3))
for i in range(5):
    for k in range(10):
        for j in range(3):
            dW[i, k] += dD[i, j] * X[k, j]
            dX[k, j] += W[i, k] * dD[i, j]
