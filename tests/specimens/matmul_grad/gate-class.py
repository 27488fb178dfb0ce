# expect: right
# why: a gate class behind the function, tensordot
def matmul_forward(W, X):
    return W @ X


class MatMul:
    def forward(self, W, X):
        self.cache = np.array(W, dtype=float), np.array(X, dtype=float)
        return np.tensordot(*self.cache, axes=1)

    def backward(self, upstream):
        W, X = self.cache
        return np.tensordot(upstream, X, axes=([1], [1])), np.tensordot(W, upstream, axes=([0], [0]))


def matmul_backward(W, X, dD):
    gate = MatMul()
    assert gate.forward(W, X).shape == np.shape(dD)
    return gate.backward(dD)
