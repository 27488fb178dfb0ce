# expect: right
# why: arrays, np.dot with the bias as a third input
w = [2, -3, -3]
x = [-1, -2]


weights = np.array(w, dtype=float)
augmented = np.append(x, 1.0)
dot = weights @ augmented
f = 1 / (1 + np.exp(-dot))
ddot = f * (1 - f)
dx = ddot * weights[:2]
dw = ddot * augmented
