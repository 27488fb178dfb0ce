# expect: wrong
# misconception: grad-averaged
# why: divided by the number of columns
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = dD @ X.T / X.shape[1]
    dX = W.T @ dD
    return dW, dX
