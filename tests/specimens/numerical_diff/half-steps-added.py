# expect: right
# why: forward and backward difference, averaged; a float for a single number
# before: variable, function, square, exp
def numerical_diff(f, x, eps=1e-4):
    here = f(Variable(x.data.copy())).data
    right = f(Variable(np.asarray(x.data + eps))).data
    left = f(Variable(np.asarray(x.data - eps))).data
    slope = ((right - here) / eps + (here - left) / eps) / 2
    return float(slope) if np.ndim(slope) == 0 else slope
