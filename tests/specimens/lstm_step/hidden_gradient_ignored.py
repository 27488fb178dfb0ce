# expect: wrong
# misconception: fork-branch-missing
# share: 0.25
# why: what arrives through next_h is left out
def sigmoid(a):
    """The logistic function, entry by entry."""
    return 1 / (1 + np.exp(-a))


def lstm_step_forward(x, h, c, Wx, Wh, b):
    """Return (next_h, next_c, cache)."""
    a = x @ Wx + h @ Wh + b
    ai, af, ao, ag = np.split(a, 4, axis=1)
    i, f, o, g = sigmoid(ai), sigmoid(af), sigmoid(ao), np.tanh(ag)
    next_c = f * c + i * g
    t = np.tanh(next_c)
    next_h = o * t
    cache = (x, h, c, Wx, Wh, i, f, o, g, t)
    return next_h, next_c, cache


def lstm_step_backward(dnext_h, dnext_c, cache):
    """Return (dx, dh, dc, dWx, dWh, db) for the gradients of both results."""
    x, h, c, Wx, Wh, i, f, o, g, t = cache
    dt = dnext_c
    di, df, do, dg = dt * g, dt * c, dnext_h * t, dt * i
    da = np.hstack([di * i * (1 - i), df * f * (1 - f), do * o * (1 - o), dg * (1 - g**2)])
    dx = da @ Wx.T
    dh = da @ Wh.T
    dc = dt * f
    dWx = x.T @ da
    dWh = h.T @ da
    db = da.sum(axis=0)
    return dx, dh, dc, dWx, dWh, db
