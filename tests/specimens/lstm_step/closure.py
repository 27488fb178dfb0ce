# expect: right
# why: a cache that is a function
def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def lstm_step_forward(x, h, c, Wx, Wh, b):
    H = h.shape[1]
    a = x @ Wx + h @ Wh + b
    s = sigmoid(a)
    i, f, o, g = s[:, :H], s[:, H:2*H], s[:, 2*H:3*H], np.tanh(a[:, 3*H:])
    next_c = f * c + i * g
    t = np.tanh(next_c)

    def back(dh, dc):
        dc = dc + dh * o * (1 - t * t)
        da = np.hstack((dc * g * i * (1 - i), dc * c * f * (1 - f), dh * t * o * (1 - o), dc * i * (1 - g * g)))
        return da @ Wx.T, da @ Wh.T, dc * f, x.T @ da, h.T @ da, da.sum(0)

    return o * t, next_c, back

def lstm_step_backward(dnext_h, dnext_c, cache):
    return cache(dnext_h, dnext_c)
