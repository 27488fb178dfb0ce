# expect: wrong
# misconception: elementwise-instead-of-matmul
# why: * instead of the matrix product
rng = np.random.default_rng(0)
W = rng.standard_normal((5, 10))
X = rng.standard_normal((10, 3))
dD = rng.standard_normal((5, 3))

D = W * X
dW = dD * X.T
dX = W.T * dD
