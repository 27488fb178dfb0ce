# expect: wrong
# misconception: grad-transposed
# why: dW comes out transposed
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = X @ dD.T
    dX = W.T @ dD
    return dW, dX
