# expect: right
# why: gradients straight from x and W
W = np.array([[0.1, 0.5], [-0.3, 0.8]])
x = np.array([[0.2], [0.4]])

# f = xᵀWᵀWx 를 바로 미분해요
q = np.dot(W, x)
f = np.linalg.norm(q) ** 2
dq = 2 * W @ x
dW = 2 * (W @ x) @ x.T
dx = 2 * W.T @ W @ x
