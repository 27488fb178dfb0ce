# expect: right
# why: loops, zip and tuples
w = [2, -3, -3]
x = [-1, -2]
dot = w[-1]
for wi, xi in zip(w, x):
    dot += wi * xi


def sigmoid(s):
    return 1 / (1 + np.exp(-s))


f = sigmoid(dot)
ddot = sigmoid(dot) * (1 - sigmoid(dot))
dx = tuple(wi * ddot for wi in w[:-1])
dw = tuple(xi * ddot for xi in x) + (ddot,)
