# expect: right
# why: products the other way round, transposed back
rng = np.random.default_rng(0)
W = rng.standard_normal((5, 10))
X = rng.standard_normal((10, 3))
dD = rng.standard_normal((5, 3))

# 뒤집어서 곱한 뒤 다시 뒤집어요
D = (X.T @ W.T).T
dW = (X @ dD.T).T
dX = (dD.T @ W).T
