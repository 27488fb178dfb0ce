# expect: wrong
# misconception: diff-no-division
# why: differences that are one step too short: never divided
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    h = 1e-3
    dW = np.zeros(W.shape)
    for i in np.ndindex(*W.shape):
        E = np.zeros(W.shape)
        E[i] = h
        dW[i] = np.sum((((W + E) @ X) - (W @ X)) * dD)
    dX = W.T @ dD
    return dW, dX
