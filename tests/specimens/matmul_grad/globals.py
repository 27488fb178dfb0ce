# expect: wrong
# misconception: uses-globals
# why: matrices of the notebook in place of the arguments
def matmul_forward(W, X):
    return W @ X


W0 = np.ones((5, 10))
X0 = np.ones((10, 3))


def matmul_backward(W, X, dD):
    dW = dD @ X0.T
    dX = W0.T @ dD
    return dW, dX
