# expect: right
# why: products the other way round, transposed back; Korean comments
def matmul_forward(W, X):
    return W @ X


def matmul_backward(W: np.ndarray, X: np.ndarray, dD: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """행렬 곱의 기울기를 구해요."""
    # (AB)ᵀ = BᵀAᵀ 이므로 거꾸로 곱해도 돼요
    dW = np.matmul(X, dD.transpose()).transpose()
    dX = np.swapaxes(np.swapaxes(dD, 0, 1) @ W, 0, 1)
    return dW, dX
