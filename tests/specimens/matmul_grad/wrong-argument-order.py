# expect: wrong
# misconception: -
# why: the upstream gradient expected first
def matmul_forward(W, X):
    return W @ X


def matmul_backward(dD, W, X):
    dW = dD @ X.T
    dX = W.T @ dD
    return dW, dX
