# expect: right
# why: sums of outer products
rng = np.random.default_rng(0)
W = rng.standard_normal((5, 10))
X = rng.standard_normal((10, 3))
dD = rng.standard_normal((5, 3))

D = np.matmul(W, X)
dW = sum(np.outer(dD[:, j], X[:, j]) for j in range(X.shape[1]))
dX = sum(np.outer(W[i], dD[i]) for i in range(W.shape[0]))
