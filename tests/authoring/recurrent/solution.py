# %%
import numpy as np

# %% gru_step
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
    return da @ W.T, db @ U.T + dout * z, x.T @ da, h.T @ db
