# %%
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def cell_forward(c, f):
    return np.tanh(c * f), c * f

# %% lstm_step
def lstm_step_forward(x, h, c, Wx, Wh, b):
    H = h.shape[1]
    a = x @ Wx + h @ Wh + b
    i, f, o = (sigmoid(a[:, k * H : (k + 1) * H]) for k in range(3))
    g = np.tanh(a[:, 3 * H :])
    next_c = f * c + i * g
    t = np.tanh(next_c)
    return o * t, next_c, (x, h, c, Wx, Wh, i, f, o, g, t)


def lstm_step_backward(dnext_h, dnext_c, cache):
    x, h, c, Wx, Wh, i, f, o, g, t = cache
    dc = dnext_c + dnext_h * o * (1 - t**2)
    da = np.hstack(
        [dc * g * i * (1 - i), dc * c * f * (1 - f), dnext_h * t * o * (1 - o), dc * i * (1 - g**2)]
    )
    return da @ Wx.T, da @ Wh.T, dc * f, x.T @ da, h.T @ da, da.sum(axis=0)

# %% cell
class Cell:
    def forward(self, c, f):
        self.c, self.f = c, f
        self.h, kept = cell_forward(c, f)
        return self.h, kept

    def backward(self, dh, dkept):
        d = dkept + dh * (1 - self.h**2)
        return d * self.f, d * self.c

# %% two_upstreams
def cell_backward(c, f, dh, dkept):
    d = dkept + dh * (1 - np.tanh(c * f) ** 2)
    return d * f, d * c
