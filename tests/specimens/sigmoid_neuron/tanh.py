# expect: right
# why: the sigmoid through tanh, the gradient from the exponential
w = [2, -3, -3]
x = [-1, -2]


# 시그모이드는 tanh로도 쓸 수 있어요
dot = float(np.dot(w[:2], x)) + w[2]
f = 0.5 * (1 + np.tanh(dot / 2))
e = np.exp(-dot)
ddot = e / (1 + e) ** 2
dx, dw = np.zeros(2), np.zeros(3)
for i in range(2):
    dx[i] += w[i] * ddot
    dw[i] += x[i] * ddot
dw[2] += ddot
