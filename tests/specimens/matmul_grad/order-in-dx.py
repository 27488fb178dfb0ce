# expect: wrong
# misconception: matmul-order-swapped
# why: the factors of dX exchanged
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = dD @ X.T
    dX = dD @ W.T
    return dW, dX
