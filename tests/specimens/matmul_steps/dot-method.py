# expect: right
# why: as in the lecture notes, with .dot
rng = np.random.default_rng(0)
W = rng.standard_normal((5, 10))
X = rng.standard_normal((10, 3))
dD = rng.standard_normal((5, 3))

D = W.dot(X)
dW = dD.dot(X.T)
dX = W.T.dot(dD)
