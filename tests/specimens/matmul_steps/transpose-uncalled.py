# expect: wrong
# misconception: parentheses-missing
# why: a method takes part in the product
rng = np.random.default_rng(0)
W = rng.standard_normal((5, 10))
X = rng.standard_normal((10, 3))
dD = rng.standard_normal((5, 3))
D = W @ X
dW = dD @ X.T
dX = W.transpose @ dD
