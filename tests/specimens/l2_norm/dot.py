# expect: right
# why: .dot and .sum
W = np.array([[0.1, 0.5], [-0.3, 0.8]])
x = np.array([[0.2], [0.4]])

q = W.dot(x)
f = (q * q).sum()
dq = q + q
dW = dq.dot(x.T)
dx = W.T.dot(dq)
