# expect: wrong
# misconception: -
# why: the upstream gradient is no parameter
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X):
    dD = np.ones((W.shape[0], X.shape[1]))
    dW = dD @ X.T
    dX = W.T @ dD
    return dW, dX
