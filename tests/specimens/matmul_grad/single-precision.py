# expect: wrong
# misconception: precision-lost
# why: computed in half the digits
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = dD.astype(np.float32) @ X.T.astype(np.float32)
    dX = W.T @ dD
    return dW, dX
