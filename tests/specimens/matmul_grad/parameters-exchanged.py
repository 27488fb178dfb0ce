# expect: wrong
# misconception: method-parameters
# why: dD comes first
def matmul_backward(dD, W, X):
    dW = dD @ X.T
    dX = W.T @ dD
    return dW, dX
