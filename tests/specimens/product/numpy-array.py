# expect: right
# why: inputs collected in an array, gradients from its reverse
x = 4
y = -3
inputs = np.array([x, y], dtype=float)
f = np.prod(inputs)
dfdx, dfdy = inputs[::-1]
