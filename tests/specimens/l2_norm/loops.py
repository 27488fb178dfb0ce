# expect: right
# why: loops over the entries, as in the lecture notes' indices
W = np.array([[0.1, 0.5], [-0.3, 0.8]])
x = np.array([[0.2], [0.4]])


n, m = W.shape
q = np.zeros((n, 1))
for k in range(n):
    for i in range(m):
        q[k, 0] += W[k, i] * x[i, 0]
f = 0.0
for k in range(n):
    f += q[k, 0] ** 2
dq = np.zeros_like(q)
dW = np.zeros_like(W)
dx = np.zeros_like(x)
for k in range(n):
    dq[k, 0] = 2 * q[k, 0]
    for i in range(m):
        dW[k, i] += dq[k, 0] * x[i, 0]
        dx[i, 0] += dq[k, 0] * W[k, i]
