# expect: wrong
# misconception: mul-not-swapped
# why: dx from x and dw from w
w = [2, -3, -3]
x = [-1, -2]

dot = w[0] * x[0] + w[1] * x[1] + w[2]
f = 1 / (1 + np.exp(-dot))
ddot = f * (1 - f)
dx = [x[0] * ddot, x[1] * ddot]
dw = [w[0] * ddot, w[1] * ddot, ddot]
