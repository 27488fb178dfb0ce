# expect: wrong
# misconception: returns-swapped-order
# why: dW and dX hold each other's gradient
rng = np.random.default_rng(0)
W = rng.standard_normal((5, 10))
X = rng.standard_normal((10, 3))
dD = rng.standard_normal((5, 3))

D = W.dot(X)
dX = dD.dot(X.T)
dW = W.T.dot(dD)
