# expect: right
# why: three nested loops
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    n, m = W.shape
    p = X.shape[1]
    dW = np.zeros((n, m))
    dX = np.zeros((m, p))
    for i in range(n):
        for j in range(p):
            for k in range(m):
                dW[i, k] += dD[i, j] * X[k, j]
                dX[k, j] += dD[i, j] * W[i, k]
    return dW, dX
