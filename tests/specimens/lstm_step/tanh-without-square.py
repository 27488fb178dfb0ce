# expect: wrong
# misconception: tanh-derivative-wrong
# why: 1 - g in the place of 1 - g squared
def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def lstm_step_forward(x, h, c, Wx, Wh, b):
    H = h.shape[1]
    a = x.dot(Wx) + h.dot(Wh) + b
    i, f, o = sigmoid(a[:, :H]), sigmoid(a[:, H:2 * H]), sigmoid(a[:, 2 * H:3 * H])
    g = np.tanh(a[:, 3 * H:])
    next_c = f * c + i * g
    next_h = o * np.tanh(next_c)
    return next_h, next_c, (x, h, c, Wx, Wh, i, f, o, g, next_c)


def lstm_step_backward(dnext_h, dnext_c, cache):
    x, h, c, Wx, Wh, i, f, o, g, next_c = cache
    t = np.tanh(next_c)
    dct = dnext_c + dnext_h * o * (1 - t * t)
    da = np.concatenate((dct * g * i * (1 - i), dct * c * f * (1 - f), dnext_h * t * o * (1 - o), dct * i * (1 - g)), axis=1)
    return da.dot(Wx.T), da.dot(Wh.T), dct * f, x.T.dot(da), h.T.dot(da), da.sum(axis=0)
