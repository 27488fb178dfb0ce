# expect: wrong
# misconception: transpose-missing
# why: X without its transpose
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = dD @ X
    dX = W.T @ dD
    return dW, dX
