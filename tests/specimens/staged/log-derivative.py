# expect: right
# why: f times the derivative of its logarithm, tanh for the sigmoid, arrays of size one
def staged(x, y):
    x, y = np.float64(x), np.float64(y)
    sx = 0.5 + 0.5 * np.tanh(x / 2)
    sy = 0.5 + 0.5 * np.tanh(y / 2)
    num, den = np.add(x, sy), sx + np.square(x + y)
    f = num / den
    local = np.array([[1.0, sy - sy * sy], [sx - sx * sx + 2 * (x + y), 2 * (x + y)]])
    dx, dy = local[0] / den - num * local[1] / den ** 2
    return np.array([f, dx, dy])
