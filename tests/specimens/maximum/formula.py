# expect: right
# why: the absolute value and the sign function instead of a comparison
x = 4
y = -3
f = (x + y + abs(x - y)) / 2
dfdx = (1 + np.sign(x - y)) / 2
dfdy = (1 - np.sign(x - y)) / 2
