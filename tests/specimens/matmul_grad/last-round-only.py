# expect: wrong
# misconception: overwrite-instead-of-accumulate
# why: two loops, and entries that the inner one sets again and again
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW, dX = np.zeros(W.shape), np.zeros(X.shape)
    for row in range(len(W)):
        for column in range(X.shape[1]):
            dW[row] = dD[row, column] * X[:, column]
            dX[:, column] = dD[row, column] * W[row]
    return dW, dX
