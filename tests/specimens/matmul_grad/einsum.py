# expect: right
# why: index notation
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W, X, dD):
    return np.einsum('ij,kj->ik', dD, X), np.einsum('ik,ij->kj', W, dD)
