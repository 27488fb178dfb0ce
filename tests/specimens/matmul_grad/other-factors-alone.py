# expect: wrong
# misconception: upstream-ignored
# why: the transposed factors, whatever arrives
def matmul_forward(W, X):
    return np.matmul(W, X)


def matmul_backward(W, X, dD):
    return np.transpose(X), np.transpose(W)
