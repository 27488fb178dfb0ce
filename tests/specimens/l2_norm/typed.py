# expect: wrong
# misconception: hard-coded-answer
# why: the gradients typed in
W = np.array([[0.1, 0.5], [-0.3, 0.8]])
x = np.array([[0.2], [0.4]])

q = W @ x
f = np.sum(q ** 2)
dq = 2 * q
dW = np.array([[0.088, 0.176], [0.104, 0.208]])
dx = np.array([[-0.112], [0.636]])
