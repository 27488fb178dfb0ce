# expect: wrong
# misconception: transpose-missing
# why: no transpose at all
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = dD @ X
    dX = W @ dD
    return dW, dX
