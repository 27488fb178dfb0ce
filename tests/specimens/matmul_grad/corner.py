# expect: wrong
# misconception: -
# why: one entry of dX is zero
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = dD @ X.T
    dX = W.T @ dD
    dX[0, -1] = 0
    return dW, dX
