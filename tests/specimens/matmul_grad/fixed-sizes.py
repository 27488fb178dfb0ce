# expect: wrong
# misconception: hard-coded-size
# why: buffers of the first notebook's sizes
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = np.zeros((5, 10))
    for i in range(5):
        for k in range(10):
            dW[i, k] = dD[i] @ X[k]
    dX = W.T @ dD
    return dW, dX
