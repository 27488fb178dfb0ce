# expect: wrong
# misconception: matmul-order-swapped
# why: the factors of dW exchanged
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = X.T @ dD
    dX = W.T @ dD
    return dW, dX
