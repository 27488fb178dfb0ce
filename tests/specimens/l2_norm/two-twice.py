# expect: wrong
# misconception: factor-repeated
# why: the 2 of the square is in dq already
W = np.array([[0.1, 0.5], [-0.3, 0.8]])
x = np.array([[0.2], [0.4]])
q = W @ x
f = np.sum(q ** 2)
dq = 2 * q
dW = dq @ x.T
dx = 2 * W.T @ dq
