# expect: wrong
# misconception: dtype-int-truncation
# why: gradients written into integer arrays become 0
w = [2, -3, -3]
x = [-1, -2]

dot = w[0] * x[0] + w[1] * x[1] + w[2]
f = 1 / (1 + np.exp(-dot))
ddot = f * (1 - f)
dx = np.zeros_like(x)
dw = np.zeros_like(w)
for i in range(2):
    dx[i] = w[i] * ddot
    dw[i] = x[i] * ddot
dw[2] = ddot
