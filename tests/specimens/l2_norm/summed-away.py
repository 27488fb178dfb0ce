# expect: wrong
# misconception: nothing
# why: dq has a wrong shape, and what raises is a consequence
W = np.array([[0.1, 0.5], [-0.3, 0.8]])
x = np.array([[0.2], [0.4]])
q = W @ x
f = np.sum(q ** 2)
dq = 2 * sum(q)
dW = dq @ x.T
dx = W.T @ dq
