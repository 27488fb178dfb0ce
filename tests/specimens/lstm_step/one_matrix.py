# expect: right
# why: both weights as one matrix
def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def lstm_step_forward(x, h, c, Wx, Wh, b):
    both, W = np.hstack([x, h]), np.vstack([Wx, Wh])
    a = both @ W + b
    H = c.shape[1]
    gates = sigmoid(a[:, : 3 * H])
    g = np.tanh(a[:, 3 * H :])
    i, f, o = gates[:, :H], gates[:, H : 2 * H], gates[:, 2 * H :]
    new = f * c + i * g
    return o * np.tanh(new), new, dict(both=both, W=W, D=x.shape[1], gates=gates, g=g, c=c, new=new)

def lstm_step_backward(dh, dc, k):
    H = k["c"].shape[1]
    i, f, o = np.split(k["gates"], 3, axis=1)
    t = np.tanh(k["new"])
    d = dc + dh * o / np.cosh(k["new"]) ** 2
    da = np.empty((len(d), 4 * H))
    da[:, :H] = d * k["g"] * i * (1 - i)
    da[:, H : 2 * H] = d * k["c"] * f * (1 - f)
    da[:, 2 * H : 3 * H] = dh * t * o * (1 - o)
    da[:, 3 * H :] = d * i * (1 - k["g"] ** 2)
    dboth, dW = da @ k["W"].T, k["both"].T @ da
    D = k["D"]
    return dboth[:, :D], dboth[:, D:], d * f, dW[:D], dW[D:], da.sum(axis=0)
