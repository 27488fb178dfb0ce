# expect: wrong
# misconception: upstream-ignored
# why: dW and dx do not use dq
W = np.array([[0.1, 0.5], [-0.3, 0.8]])
x = np.array([[0.2], [0.4]])

q = W @ x
f = np.sum(q ** 2)
dq = 2 * q
dW = np.ones_like(q) @ x.T
dx = W.T @ np.ones_like(q)
