# expect: wrong
# misconception: grad-summed-wrongly
# why: sums over the columns before multiplying
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = np.outer(dD.sum(axis=1), X.sum(axis=1))
    dX = W.T @ dD
    return dW, dX
