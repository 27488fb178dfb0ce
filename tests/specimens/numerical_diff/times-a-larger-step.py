# expect: wrong
# misconception: diff-precedence
# why: / 2 * eps with a step of 1e-3
def numerical_diff(f, x, eps=1e-3):
    return (f(x + eps) - f(x - eps)) / 2 * eps
