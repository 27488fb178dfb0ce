# expect: wrong
# misconception: mul-not-swapped
# why: each gradient from the own matrix
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = dD @ W.T
    dX = X.T @ dD
    return dW, dX
