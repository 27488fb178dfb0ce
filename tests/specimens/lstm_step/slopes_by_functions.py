# expect: right
# why: the slopes of the gates are functions of their own, which run what forward runs on each gate; tanh is written out and overflows where gates are saturated
def sigmoid(a):
    """The logistic function, entry by entry."""
    return 1 / (1 + np.exp(-a))


def tanh(a):
    return (np.exp(a) - np.exp(-a)) / (np.exp(a) + np.exp(-a))


def slope_of_sigmoid(a):
    return sigmoid(a) * (1 - sigmoid(a))


def slope_of_tanh(a):
    return 1 - tanh(a) ** 2


def lstm_step_forward(x, h, c, Wx, Wh, b):
    """Return (next_h, next_c, cache)."""
    H = h.shape[1]
    a = x @ Wx + h @ Wh + b
    gates, g = sigmoid(a[:, : 3 * H]), tanh(a[:, 3 * H :])
    i, f, o = gates[:, :H], gates[:, H : 2 * H], gates[:, 2 * H :]
    next_c = f * c + i * g
    return o * tanh(next_c), next_c, (x, h, c, Wx, Wh, a, i, f, o, g, next_c)


def lstm_step_backward(dnext_h, dnext_c, cache):
    """Return (dx, dh, dc, dWx, dWh, db) for the gradients of both results."""
    x, h, c, Wx, Wh, a, i, f, o, g, next_c = cache
    H = h.shape[1]
    dc = dnext_c + dnext_h * o * slope_of_tanh(next_c)
    da = np.zeros_like(a)
    da[:, :H] = slope_of_sigmoid(a[:, :H]) * dc * g
    da[:, H : 2 * H] = slope_of_sigmoid(a[:, H : 2 * H]) * dc * c
    da[:, 2 * H : 3 * H] = slope_of_sigmoid(a[:, 2 * H : 3 * H]) * dnext_h * tanh(next_c)
    da[:, 3 * H :] = slope_of_tanh(a[:, 3 * H :]) * dc * i
    return da @ Wx.T, da @ Wh.T, dc * f, x.T @ da, h.T @ da, np.sum(da, axis=0)
