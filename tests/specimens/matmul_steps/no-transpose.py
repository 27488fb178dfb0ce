# expect: wrong
# misconception: transpose-missing
# why: X without its transpose
rng = np.random.default_rng(0)
W = rng.standard_normal((5, 10))
X = rng.standard_normal((10, 3))
dD = rng.standard_normal((5, 3))

D = W.dot(X)
dW = dD.dot(X)
dX = W.T.dot(dD)
