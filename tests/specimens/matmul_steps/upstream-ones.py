# expect: wrong
# misconception: upstream-ignored
# why: ones in place of dD
rng = np.random.default_rng(0)
W = rng.standard_normal((5, 10))
X = rng.standard_normal((10, 3))
dD = rng.standard_normal((5, 3))

D = W.dot(X)
dW = np.ones(D.shape).dot(X.T)
dX = W.T.dot(np.ones(D.shape))
