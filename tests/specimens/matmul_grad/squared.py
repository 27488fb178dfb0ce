# expect: wrong
# misconception: upstream-squared
# why: dD squared in dW
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = dD ** 2 @ X.T
    dX = W.T @ dD
    return dW, dX
