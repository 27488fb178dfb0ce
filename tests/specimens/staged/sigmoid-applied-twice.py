# expect: wrong
# misconception: sigmoid-applied-twice
# why: the sigmoid of the sigmoid in the gradient
def sigmoid(s):
    return 1 / (1 + np.exp(-s))


def staged(x, y):
    a, b, t = sigmoid(x), sigmoid(y), x + y
    N, D = x + b, a + t ** 2
    Nx, Ny = 1.0, sigmoid(b) * (1 - sigmoid(b))
    Dx, Dy = sigmoid(a) * (1 - sigmoid(a)) + 2 * t, 2 * t
    f = N / D
    dx = (Nx * D - N * Dx) / D ** 2
    dy = (Ny * D - N * Dy) / D ** 2
    return f, dx, dy
