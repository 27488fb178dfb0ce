# expect: wrong
# misconception: -
# why: the function has another name
def matmul_forward(W, X):
    return W @ X


def matmul_grad(W, X, dD):
    dW = dD @ X.T
    dX = W.T @ dD
    return dW, dX
