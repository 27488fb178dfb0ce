# expect: wrong
# misconception: returns-swapped-order
# why: dX before dW
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = dD @ X.T
    dX = W.T @ dD
    return dX, dW
