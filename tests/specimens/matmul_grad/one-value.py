# expect: wrong
# misconception: returns-single
# why: only dW
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = dD @ X.T
    dX = W.T @ dD
    return dW
