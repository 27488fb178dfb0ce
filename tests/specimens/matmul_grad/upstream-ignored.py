# expect: wrong
# misconception: upstream-ignored
# why: ones in place of dD
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = np.ones_like(dD) @ X.T
    dX = W.T @ np.ones_like(dD)
    return dW, dX
