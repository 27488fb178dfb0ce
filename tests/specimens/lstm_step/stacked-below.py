# expect: wrong
# misconception: nothing
# why: the products are right, and what they multiply has a wrong shape
def sigmoid(a):
    return 1 / (1 + np.exp(-a))

def lstm_step_forward(x, h, c, Wx, Wh, b):
    H = h.shape[1]
    a = x @ Wx + h @ Wh + b
    i = sigmoid(a[:, :H])
    f = sigmoid(a[:, H:2*H])
    o = sigmoid(a[:, 2*H:3*H])
    g = np.tanh(a[:, 3*H:])
    next_c = f * c + i * g
    next_h = o * np.tanh(next_c)
    cache = (x, h, c, Wx, Wh, i, f, o, g, next_c)
    return next_h, next_c, cache

def lstm_step_backward(dnext_h, dnext_c, cache):
    x, h, c, Wx, Wh, i, f, o, g, next_c = cache
    t = np.tanh(next_c)
    dc_all = dnext_c + dnext_h * o * (1 - t ** 2)
    da = np.vstack((dc_all * g * i * (1 - i), dc_all * c * f * (1 - f), dnext_h * t * o * (1 - o), dc_all * i * (1 - g ** 2)))
    return da @ Wx.T, da @ Wh.T, dc_all * f, x.T @ da, h.T @ da, da.sum(axis=0)
