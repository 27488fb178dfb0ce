# expect: wrong
# misconception: -
# why: right for square matrices, transposed shapes otherwise
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = dD @ X.T
    dX = W.T @ dD
    if W.shape[0] != W.shape[1]:
        dW = dW.T
    return dW, dX
