# expect: wrong
# misconception: grad-transposed
# why: both gradients come out transposed
rng = np.random.default_rng(0)
W = rng.standard_normal((5, 10))
X = rng.standard_normal((10, 3))
dD = rng.standard_normal((5, 3))

D = W.dot(X)
dW = X.dot(dD.T)
dX = dD.T.dot(W)
