# expect: wrong
# misconception: grad-transposed
# why: both come out transposed
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = X @ dD.T
    dX = dD.T @ W
    return dW, dX
