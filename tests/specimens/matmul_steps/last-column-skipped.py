# expect: wrong
# misconception: -
# why: the last column of X is left out of dW
rng = np.random.default_rng(0)
W = rng.standard_normal((5, 10))
X = rng.standard_normal((10, 3))
dD = rng.standard_normal((5, 3))

D = W.dot(X)
dW = dD[:, :-1].dot(X[:, :-1].T)
dX = W.T.dot(dD)
