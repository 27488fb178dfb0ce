# expect: wrong
# misconception: -
# why: a loop that goes one too far, and dot keeps what it had before
w = [2, -3, -3]
x = [-1, -2]
dot = 0
for i in range(3):
    dot += w[i] * x[i]
f = 1 / (1 + np.exp(-dot))
ddot = f * (1 - f)
dx = [ddot * w[0], ddot * w[1]]
dw = [ddot * x[0], ddot * x[1], ddot]
