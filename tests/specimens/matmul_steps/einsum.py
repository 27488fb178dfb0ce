# expect: right
# why: index notation
rng = np.random.default_rng(0)
W = rng.standard_normal((5, 10))
X = rng.standard_normal((10, 3))
dD = rng.standard_normal((5, 3))

D = np.einsum('ik,kj->ij', W, X)
dW = np.einsum('ij,kj->ik', dD, X)
dX = np.einsum('ik,ij->kj', W, dD)
