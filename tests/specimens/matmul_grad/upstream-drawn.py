# expect: wrong
# misconception: uses-globals
# why: draws its own upstream gradient
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dD = np.random.default_rng(0).standard_normal((W.shape[0], X.shape[1]))
    dW = dD @ X.T
    dX = W.T @ dD
    return dW, dX
