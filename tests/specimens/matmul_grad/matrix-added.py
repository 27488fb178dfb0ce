# expect: wrong
# misconception: upstream-added
# why: adds what should be multiplied
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = dD.sum(axis=1, keepdims=True) + X.T.sum(axis=0)
    dX = W.T @ dD
    return dW, dX
