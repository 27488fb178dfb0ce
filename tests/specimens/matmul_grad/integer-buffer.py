# expect: wrong
# share: 0.875
# misconception: dtype-int-truncation
# why: dX written into an array of X's type
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = dD @ X.T
    dX = np.zeros_like(X)
    dX[...] = W.T @ dD
    return dW, dX
