# expect: wrong
# misconception: prints-not-returns
# why: prints the gradients
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    dW = dD @ X.T
    dX = W.T @ dD
    print(dW, dX)
