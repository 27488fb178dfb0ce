# %% right: by the largest entry of each row
def cross_entropy(p, t):
    rows, columns = np.arange(len(p)), t.argmax(axis=1)
    dp = np.zeros_like(p)
    dp[rows, columns] = -1 / (p[rows, columns] * len(p))
    return -np.log(p[rows, columns]).mean(), dp

# %% wrong: summed, not averaged
def cross_entropy(p, t):
    return -np.sum(t * np.log(p)), -t / p

# %% wrong: the gradient of softmax and loss together
def cross_entropy(p, t):
    return -np.sum(t * np.log(p)) / len(p), (p - t) / len(p)

# %% right: one-hot, in softmax_loss
def softmax_loss(x, y):
    n = x.shape[0]
    hot = np.eye(x.shape[1])[y]
    e = np.exp(x - np.max(x, axis=-1, keepdims=True))
    p = e / e.sum(1)[:, None]
    top = (x * hot).sum(1) - x.max(1)
    return -(top - np.log(e.sum(1))).sum() / n, (p - hot) / n

# %% wrong: overflows, in softmax_loss
def softmax_loss(x, y):
    rows = np.arange(len(x))
    e = np.exp(x)
    p = e / e.sum(axis=1, keepdims=True)
    dx = p.copy()
    dx[rows, y] -= 1
    return -np.log(p[rows, y]).mean(), dx / len(x)

# %% wrong: labels as columns of all rows, in softmax_loss
def softmax_loss(x, y):
    rows = np.arange(len(x))
    shifted = x - x.max(axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    dx = np.exp(logs)
    dx[:, y] -= 1
    return -logs[rows, y].mean(), dx / len(x)
