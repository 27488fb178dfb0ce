# expect: right
# why: as in the lecture notes, with .dot, a list returned
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = dD.dot(X.T) #.T gives the transpose of the matrix
    dX = W.T.dot(dD)
    return [dW, dX]
