# expect: wrong
# misconception: returns-swapped-order
# why: dx, dy, f: nothing is wrong but the order
def staged(x, y):
    up, low = 1 / (1 + np.exp(-y)), 1 / (1 + np.exp(-x))
    top, bottom = x + up, low + (x + y) ** 2
    f = top / bottom
    dx = (1 - f * (low * (1 - low) + 2 * (x + y))) / bottom
    dy = (up * (1 - up) - f * 2 * (x + y)) / bottom
    return dx, dy, f
