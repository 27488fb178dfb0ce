# expect: wrong
# misconception: matmul-order-swapped
# why: the factors of dW exchanged
rng = np.random.default_rng(0)
W = rng.standard_normal((5, 10))
X = rng.standard_normal((10, 3))
dD = rng.standard_normal((5, 3))

D = W.dot(X)
dW = X.T.dot(dD)
dX = W.T.dot(dD)
