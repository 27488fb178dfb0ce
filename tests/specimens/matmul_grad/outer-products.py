# expect: right
# why: sums of outer products, list comprehensions
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = sum(np.outer(d, x) for d, x in zip(dD.T, X.T))
    dX = sum([np.outer(w, d) for w, d in zip(W, dD)])
    return dW, dX
