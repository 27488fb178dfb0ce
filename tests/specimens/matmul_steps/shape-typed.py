# expect: wrong
# misconception: reshape-instead-of-transpose
# why: the shape of the example is typed in, so that other sizes raise
rng = np.random.default_rng(0)
W = rng.standard_normal((5, 10))
X = rng.standard_normal((10, 3))
dD = rng.standard_normal((5, 3))
D = W @ X
dW = dD @ X.reshape(3, 10)
dX = W.T @ dD
