# expect: wrong
# misconception: -
# why: negative upstream gradients are dropped
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = dD @ X.T
    dX = W.T @ np.maximum(dD, 0)
    return dW, dX
