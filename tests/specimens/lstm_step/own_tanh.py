# expect: right
# why: tanh by exponentials, which overflow where it is one; a sigmoid by tanh
def tanh_(x): return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))
def sig(x): return 0.5 * (1 + np.tanh(x / 2))
def lstm_step_forward(x, h, c, Wx, Wh, b):
    H = h.shape[1]
    a = np.dot(x, Wx) + np.dot(h, Wh) + b
    i, f, o, g = sig(a[:, :H]), sig(a[:, H:2*H]), sig(a[:, 2*H:3*H]), tanh_(a[:, 3*H:])
    nc = f * c + i * g
    nh = o * tanh_(nc)
    return nh, nc, (x, h, c, Wx, Wh, i, f, o, g, nc)
def lstm_step_backward(dnh, dnc, cache):
    x, h, c, Wx, Wh, i, f, o, g, nc = cache
    t = tanh_(nc)
    dc = dnc + dnh * o * (1 - t ** 2)
    da = np.concatenate([dc * g * i * (1 - i), dc * c * f * (1 - f), dnh * t * o * (1 - o), dc * i * (1 - g * g)], axis=1)
    return np.dot(da, Wx.T), np.dot(da, Wh.T), dc * f, np.dot(x.T, da), np.dot(h.T, da), np.sum(da, axis=0)
