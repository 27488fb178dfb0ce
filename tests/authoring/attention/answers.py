# %% right: another formula 1, in attention_head
class Cache: pass
def attention_forward(q, k, v):
    c = Cache()
    c.q, c.k, c.v = q, k, v
    c.scale = 1 / q.shape[-1] ** 0.5
    e = np.exp(np.einsum("td,sd->ts", q, k) * c.scale)
    c.a = e / e.sum(-1)[:, None]
    return c.a.dot(v), c
def attention_backward(dout, cache):
    c = cache
    da = dout.dot(c.v.T)
    ds = np.zeros(c.a.shape)
    for t in range(len(da)):
        J = np.diag(c.a[t]) - np.outer(c.a[t], c.a[t])
        ds[t] = J @ da[t]
    ds = ds * c.scale
    return [ds.dot(c.k), ds.T.dot(c.q), c.a.T.dot(dout)]

# %% wrong: no scale, in attention_head
def attention_forward(q, k, v):
    """Return softmax(q k^T / sqrt(D)) v and a cache."""
    s = q @ k.T
    p = np.exp(s - s.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    return p @ v, (q, k, v, p)


def attention_backward(dout, cache):
    """Return dq, dk, dv."""
    q, k, v, p = cache
    dp = dout @ v.T
    ds = p * (dp - (dp * p).sum(axis=1, keepdims=True)) / np.sqrt(q.shape[1])
    return ds @ k, ds.T @ q, p.T @ dout

# %% wrong: softmax diag, in attention_head
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
    ds = p * (1 - p) * dp / np.sqrt(q.shape[1])
    return ds @ k, ds.T @ q, p.T @ dout

# %% wrong: swap, in attention_head
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
    return ds.T @ q, ds @ k, p.T @ dout

# %% wrong: sqrt S, in attention_head
def attention_forward(q, k, v):
    """Return softmax(q k^T / sqrt(D)) v and a cache."""
    s = q @ k.T / np.sqrt(k.shape[0])
    p = np.exp(s - s.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    return p @ v, (q, k, v, p)


def attention_backward(dout, cache):
    """Return dq, dk, dv."""
    q, k, v, p = cache
    dp = dout @ v.T
    ds = p * (dp - (dp * p).sum(axis=1, keepdims=True)) / np.sqrt(q.shape[1])
    return ds @ k, ds.T @ q, p.T @ dout

# %% right: another formula 1, in log_sum_exp
def log_sum_exp(x):
    y = np.logaddexp.reduce(x, axis=1)
    return y, np.exp(x - y[:, None])

# %% wrong: naive, in log_sum_exp
def log_sum_exp(x):
    """Return y of shape (N,), and dx, the gradient of the sum of y."""
    m = 0 * x.max(axis=1, keepdims=True)
    e = np.exp(x - m)
    s = e.sum(axis=1, keepdims=True)
    return (m + np.log(s))[:, 0], e / s

# %% wrong: no m, in log_sum_exp
def log_sum_exp(x):
    """Return y of shape (N,), and dx, the gradient of the sum of y."""
    m = x.max(axis=1, keepdims=True)
    e = np.exp(x - m)
    s = e.sum(axis=1, keepdims=True)
    return np.log(s)[:, 0], e / s

# %% wrong: axis, in log_sum_exp
def log_sum_exp(x):
    """Return y of shape (N,), and dx, the gradient of the sum of y."""
    m = x.max(axis=1, keepdims=True)
    e = np.exp(x - m)
    s = e.sum(axis=0, keepdims=True)
    return (m + np.log(s))[:, 0], e / s
