# expect: wrong
# misconception: reshape-instead-of-transpose
# why: reshape swaps the shape, not the entries
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = dD @ X.reshape(X.shape[::-1])
    dX = W.reshape(W.shape[::-1]) @ dD
    return dW, dX
