# expect: wrong
# misconception: transpose-missing
# why: W without its transpose
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = dD @ X.T
    dX = W @ dD
    return dW, dX
