# expect: wrong
# misconception: reshape-instead-of-transpose
# why: a transposed result reshaped until it fits
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = (X @ dD.T).reshape(W.shape)
    dX = W.T @ dD
    return dW, dX
