# expect: right
# why: outer product and einsum
W = np.array([[0.1, 0.5], [-0.3, 0.8]])
x = np.array([[0.2], [0.4]])

q = np.einsum('ij,jk->ik', W, x)
f = float(np.einsum('ik,ik', q, q))
dq = 2.0 * q
dW = np.outer(dq, x)
dx = np.einsum('ij,ik->jk', W, dq)
