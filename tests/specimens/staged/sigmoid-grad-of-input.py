# expect: wrong
# misconception: sigmoid-grad-of-input
# why: x (1 - x)
def sigmoid(s):
    return 1 / (1 + np.exp(-s))


def staged(x, y):
    a, b, t = sigmoid(x), sigmoid(y), x + y
    N, D = x + b, a + t ** 2
    Nx, Ny = 1.0, y * (1 - y)
    Dx, Dy = x * (1 - x) + 2 * t, 2 * t
    f = N / D
    dx = (Nx * D - N * Dx) / D ** 2
    dy = (Ny * D - N * Dy) / D ** 2
    return f, dx, dy
