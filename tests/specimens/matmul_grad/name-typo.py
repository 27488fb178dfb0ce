# expect: wrong
# misconception: name-typo
# why: Xt is never defined
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = dD @ Xt
    dX = W.T @ dD
    return dW, dX
