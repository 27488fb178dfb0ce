# expect: wrong
# misconception: diff-divides-by-x
# why: 2 * x for 2 * eps
def numerical_diff(f, x, eps=1e-4):
    return (f(x + eps) - f(x - eps)) / (2 * x)
