# expect: right
# why: np.add and np.ones
x = 4
y = -3
f = np.add(x, y)
dfdx, dfdy = np.ones(2)
