# expect: wrong
# misconception: elementwise-instead-of-matmul
# why: * in place of @
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = dD * X.T
    dX = W.T * dD
    return dW, dX
