# expect: wrong
# misconception: numeric-instead-of-analytic
# why: Richardson's extrapolation over six steps, without a step that is short: no trace in the last digits
def staged(x, y):
    """Return (f, dx, dy)."""
    def f(x, y):
        sigx, sigy = 1 / (1 + np.exp(-x)), 1 / (1 + np.exp(-y))
        return (x + sigy) / (sigx + (x + y) ** 2)

    def slope(g):
        row = [(g(h) - g(-h)) / (2 * h) for h in (0.2 / 2 ** k for k in range(6))]
        for order in range(1, 6):
            row = [(4 ** order * b - a) / (4 ** order - 1) for a, b in zip(row, row[1:])]
        return row[0]

    return f(x, y), slope(lambda h: f(x + h, y)), slope(lambda h: f(x, y + h))
