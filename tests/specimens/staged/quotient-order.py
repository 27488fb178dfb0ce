# expect: wrong
# misconception: quotient-rule-order
# why: the two terms exchanged
def sigmoid(s):
    return 1 / (1 + np.exp(-s))


def staged(x, y):
    a, b, t = sigmoid(x), sigmoid(y), x + y
    N, D = x + b, a + t ** 2
    Nx, Ny = 1.0, b * (1 - b)
    Dx, Dy = a * (1 - a) + 2 * t, 2 * t
    f = N / D
    dx = (N * Dx - Nx * D) / D ** 2
    dy = (N * Dy - Ny * D) / D ** 2
    return f, dx, dy
