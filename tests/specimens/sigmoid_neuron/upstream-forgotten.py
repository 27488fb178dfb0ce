# expect: wrong
# misconception: upstream-ignored
# why: dx is w itself
w = [2, -3, -3]
x = [-1, -2]

dot = w[0] * x[0] + w[1] * x[1] + w[2]
f = 1.0 / (1 + np.exp(-dot))

ddot = (1 - f) * f
dx = [w[0], w[1]]
dw = [x[0], x[1], 1.0]
