# expect: wrong
# misconception: -
# why: the last column of X is left out
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = dD[:, :-1] @ X[:, :-1].T
    dX = W.T @ dD
    return dW, dX
