# %% right: gate by gate
def lstm_step_forward(x, h, c, Wx, Wh, b):
    a = np.dot(x, Wx) + np.dot(h, Wh) + b
    ai, af, ao, ag = np.split(a, 4, axis=1)
    i, f, o, g = sigmoid(ai), sigmoid(af), sigmoid(ao), np.tanh(ag)
    next_c = f * c + i * g
    next_h = o * np.tanh(next_c)
    return next_h, next_c, dict(x=x, h=h, c=c, Wx=Wx, Wh=Wh, i=i, f=f, o=o, g=g, next_c=next_c)

def lstm_step_backward(dnext_h, dnext_c, cache):
    x, h, c, i, f, o, g = (cache[k] for k in "x h c i f o g".split())
    t = np.tanh(cache["next_c"])
    do = dnext_h * t
    dc = dnext_c + dnext_h * o * (1 - t * t)
    di, df, dg = dc * g, dc * c, dc * i
    da = np.concatenate((di * i * (1 - i), df * f * (1 - f), do * o * (1 - o), dg * (1 - g * g)), axis=1)
    return da.dot(cache["Wx"].T), da.dot(cache["Wh"].T), dc * f, x.T.dot(da), h.T.dot(da), np.sum(da, 0)

# %% wrong: the gradient of next_c is ignored
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
    dc = dnext_h * o * (1 - t**2)
    da = np.hstack(
        [dc * g * i * (1 - i), dc * c * f * (1 - f), dnext_h * t * o * (1 - o), dc * i * (1 - g**2)]
    )
    return da @ Wx.T, da @ Wh.T, dc * f, x.T @ da, h.T @ da, da.sum(axis=0)

# %% wrong: the gates in another order
def lstm_step_forward(x, h, c, Wx, Wh, b):
    H = h.shape[1]
    a = x @ Wx + h @ Wh + b
    f, i, o = (sigmoid(a[:, k * H : (k + 1) * H]) for k in range(3))
    g = np.tanh(a[:, 3 * H :])
    next_c = f * c + i * g
    t = np.tanh(next_c)
    return o * t, next_c, (x, h, c, Wx, Wh, i, f, o, g, t)

def lstm_step_backward(dnext_h, dnext_c, cache):
    x, h, c, Wx, Wh, i, f, o, g, t = cache
    dc = dnext_c + dnext_h * o * (1 - t**2)
    da = np.hstack(
        [dc * c * f * (1 - f), dc * g * i * (1 - i), dnext_h * t * o * (1 - o), dc * i * (1 - g**2)]
    )
    return da @ Wx.T, da @ Wh.T, dc * f, x.T @ da, h.T @ da, da.sum(axis=0)

# %% wrong: only the hidden state is returned
def lstm_step_forward(x, h, c, Wx, Wh, b):
    H = h.shape[1]
    a = x @ Wx + h @ Wh + b
    i, f, o = (sigmoid(a[:, k * H : (k + 1) * H]) for k in range(3))
    g = np.tanh(a[:, 3 * H :])
    next_c = f * c + i * g
    t = np.tanh(next_c)
    return o * t, (x, h, c, Wx, Wh, i, f, o, g, t)

def lstm_step_backward(dnext_h, cache):
    x, h, c, Wx, Wh, i, f, o, g, t = cache
    dc = dnext_h * o * (1 - t**2)
    da = np.hstack(
        [dc * g * i * (1 - i), dc * c * f * (1 - f), dnext_h * t * o * (1 - o), dc * i * (1 - g**2)]
    )
    return da @ Wx.T, da @ Wh.T, dc * f, x.T @ da, h.T @ da, da.sum(axis=0)

# %% right: names of one's own, in cell
class Cell:
    def forward(self, a, b):
        self.a, self.b = a, b
        self.z = a * b
        return [np.tanh(self.z), self.z]

    def backward(self, dtop, dside):
        dz = dtop / np.cosh(self.z) ** 2 + dside
        return dz * self.b, dz * self.a

# %% wrong: the second gradient is left out, in cell
class Cell:
    def forward(self, c, f):
        self.c, self.f = c, f
        return np.tanh(c * f), c * f

    def backward(self, dh, dkept):
        d = dh * (1 - np.tanh(self.c * self.f) ** 2)
        return d * self.f, d * self.c

# %% wrong: the first gradient is left out, in two_upstreams
def cell_backward(c, f, dh, dkept):
    return dkept * f, dkept * c

# %% right: another way to write it, in two_upstreams
def cell_backward(c, f, dh, dkept):
    h = np.tanh(c * f)
    d = dh - dh * h * h + dkept
    return f * d, c * d
