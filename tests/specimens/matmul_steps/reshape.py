# expect: wrong
# misconception: reshape-instead-of-transpose
# why: reshape instead of transpose
rng = np.random.default_rng(0)
W = rng.standard_normal((5, 10))
X = rng.standard_normal((10, 3))
dD = rng.standard_normal((5, 3))

D = W.dot(X)
dW = dD.dot(X.reshape(X.shape[1], X.shape[0]))
dX = W.reshape(W.shape[1], W.shape[0]).dot(dD)
