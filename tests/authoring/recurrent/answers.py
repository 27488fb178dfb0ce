# %% right: another formula 1, in gru_step
def sg(t): return 0.5 * (1 + np.tanh(t / 2))
def gru_forward(x, h, W, U):
    Wz, Wr, Wn = np.split(W, 3, axis=1)
    Uz, Ur, Un = np.split(U, 3, axis=1)
    z = sg(x @ Wz + h @ Uz); r = sg(x @ Wr + h @ Ur)
    m = h @ Un
    n = np.tanh(x @ Wn + r * m)
    return n + z * (h - n), dict(locals())
def gru_backward(dout, cache):
    g = cache
    dz = dout * (g["h"] - g["n"]); dn = dout * (1 - g["z"]); dh = dout * g["z"]
    dpn = dn * (1 - g["n"] ** 2)
    dr = dpn * g["m"]; dm = dpn * g["r"]
    dpz = dz * g["z"] * (1 - g["z"]); dpr = dr * g["r"] * (1 - g["r"])
    dx = dpz @ g["Wz"].T + dpr @ g["Wr"].T + dpn @ g["Wn"].T
    dh = dh + dpz @ g["Uz"].T + dpr @ g["Ur"].T + dm @ g["Un"].T
    dW = np.hstack([g["x"].T @ d for d in (dpz, dpr, dpn)])
    dU = np.hstack([g["h"].T @ d for d in (dpz, dpr, dm)])
    return dx, dh, dW, dU

# %% wrong: no skip, in gru_step
def gru_forward(x, h, W, U):
    """Return the next h, and a cache."""
    H = h.shape[1]
    a, b = x @ W, h @ U
    z = 1 / (1 + np.exp(-(a[:, :H] + b[:, :H])))
    r = 1 / (1 + np.exp(-(a[:, H:2 * H] + b[:, H:2 * H])))
    n = np.tanh(a[:, 2 * H:] + r * b[:, 2 * H:])
    return (1 - z) * n + z * h, (x, h, W, U, z, r, n, b)


def gru_backward(dout, cache):
    """Return dx, dh, dW, dU."""
    x, h, W, U, z, r, n, b = cache
    H = h.shape[1]
    dn = dout * (1 - z) * (1 - n ** 2)
    dz = dout * (h - n) * z * (1 - z)
    dr = dn * b[:, 2 * H:] * r * (1 - r)
    da = np.concatenate([dz, dr, dn], axis=1)
    db = np.concatenate([dz, dr, dn * r], axis=1)
    return da @ W.T, db @ U.T, x.T @ da, h.T @ db

# %% wrong: r missing, in gru_step
def gru_forward(x, h, W, U):
    """Return the next h, and a cache."""
    H = h.shape[1]
    a, b = x @ W, h @ U
    z = 1 / (1 + np.exp(-(a[:, :H] + b[:, :H])))
    r = 1 / (1 + np.exp(-(a[:, H:2 * H] + b[:, H:2 * H])))
    n = np.tanh(a[:, 2 * H:] + r * b[:, 2 * H:])
    return (1 - z) * n + z * h, (x, h, W, U, z, r, n, b)


def gru_backward(dout, cache):
    """Return dx, dh, dW, dU."""
    x, h, W, U, z, r, n, b = cache
    H = h.shape[1]
    dn = dout * (1 - z) * (1 - n ** 2)
    dz = dout * (h - n) * z * (1 - z)
    dr = dn * b[:, 2 * H:] * r * (1 - r)
    da = np.concatenate([dz, dr, dn], axis=1)
    db = np.concatenate([dz, dr, dn], axis=1)
    return da @ W.T, db @ U.T + dout * z, x.T @ da, h.T @ db

# %% wrong: z swapped, in gru_step
def gru_forward(x, h, W, U):
    """Return the next h, and a cache."""
    H = h.shape[1]
    a, b = x @ W, h @ U
    z = 1 / (1 + np.exp(-(a[:, :H] + b[:, :H])))
    r = 1 / (1 + np.exp(-(a[:, H:2 * H] + b[:, H:2 * H])))
    n = np.tanh(a[:, 2 * H:] + r * b[:, 2 * H:])
    return z * n + (1 - z) * h, (x, h, W, U, z, r, n, b)


def gru_backward(dout, cache):
    """Return dx, dh, dW, dU."""
    x, h, W, U, z, r, n, b = cache
    H = h.shape[1]
    dn = dout * (1 - z) * (1 - n ** 2)
    dz = dout * (h - n) * z * (1 - z)
    dr = dn * b[:, 2 * H:] * r * (1 - r)
    da = np.concatenate([dz, dr, dn], axis=1)
    db = np.concatenate([dz, dr, dn * r], axis=1)
    return da @ W.T, db @ U.T + dout * z, x.T @ da, h.T @ db

# %% wrong: tanh, in gru_step
def gru_forward(x, h, W, U):
    """Return the next h, and a cache."""
    H = h.shape[1]
    a, b = x @ W, h @ U
    z = 1 / (1 + np.exp(-(a[:, :H] + b[:, :H])))
    r = 1 / (1 + np.exp(-(a[:, H:2 * H] + b[:, H:2 * H])))
    n = np.tanh(a[:, 2 * H:] + r * b[:, 2 * H:])
    return (1 - z) * n + z * h, (x, h, W, U, z, r, n, b)


def gru_backward(dout, cache):
    """Return dx, dh, dW, dU."""
    x, h, W, U, z, r, n, b = cache
    H = h.shape[1]
    dn = dout * (1 - z) * n
    dz = dout * (h - n) * z * (1 - z)
    dr = dn * b[:, 2 * H:] * r * (1 - r)
    da = np.concatenate([dz, dr, dn], axis=1)
    db = np.concatenate([dz, dr, dn * r], axis=1)
    return da @ W.T, db @ U.T + dout * z, x.T @ da, h.T @ db
