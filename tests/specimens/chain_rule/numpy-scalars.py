# expect: right
# why: 0-d arrays all the way
x = -2
y = 5
z = -4
q = np.add(np.array(x, dtype=float), y)
f = np.multiply(q, np.array(float(z)))
dfdq = np.array(float(z))
dfdz = q.copy()
dfdx = np.dot(dfdq, 1.0)
dfdy = np.dot(dfdq, 1.0)
