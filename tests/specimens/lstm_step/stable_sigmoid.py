# expect: right
# why: a sigmoid by tanh, results as lists
def sigmoid(a):
    return 0.5 * (1 + np.tanh(a / 2))

def lstm_step_forward(x, h, c, Wx, Wh, b):
    blocks = np.split(np.dot(x, Wx) + np.dot(h, Wh) + b, 4, axis=-1)
    i, f, o = map(sigmoid, blocks[:3])
    g = np.tanh(blocks[3])
    n = f * c + i * g
    return [o * np.tanh(n), n, [x, h, c, Wx, Wh, i, f, o, g, np.tanh(n)]]

def lstm_step_backward(dnext_h, dnext_c, cache):
    x, h, c, Wx, Wh, i, f, o, g, t = cache
    dn = dnext_c + dnext_h * o * (1 - t) * (1 + t)
    parts = [dn * g * i * (1 - i), dn * c * f * (1 - f), dnext_h * t * o * (1 - o), dn * i * (1 - g) * (1 + g)]
    da = np.concatenate(parts, axis=-1)
    return [da @ Wx.T, da @ Wh.T, dn * f, x.T @ da, h.T @ da, np.ones(len(da)) @ da]
