# %%
import numpy as np

# %% attention_head
def attention_forward(q, k, v):
    """Return softmax(q k^T / sqrt(D)) v and a cache."""
    s = q @ k.T / np.sqrt(q.shape[1])
    p = np.exp(s - s.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    return p @ v, (q, k, v, p)


def attention_backward(dout, cache):
    """Return dq, dk, dv."""
    q, k, v, p = cache
    dp = dout @ v.T
    ds = p * (dp - (dp * p).sum(axis=1, keepdims=True)) / np.sqrt(q.shape[1])
    return ds @ k, ds.T @ q, p.T @ dout

# %% log_sum_exp
def log_sum_exp(x):
    """Return y of shape (N,), and dx, the gradient of the sum of y."""
    m = x.max(axis=1, keepdims=True)
    e = np.exp(x - m)
    s = e.sum(axis=1, keepdims=True)
    return (m + np.log(s))[:, 0], e / s
