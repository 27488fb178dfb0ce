# %% right: the mean through the variance, which is 0 but for rounding
def batchnorm_forward(x, gamma, beta):
    mu, var = np.mean(x, axis=0), np.var(x, axis=0)
    xhat = (x - mu) / np.sqrt(var + 1e-5)
    return gamma * xhat + beta, (x, xhat, mu, var, gamma)


def batchnorm_backward(dout, cache):
    x, xhat, mu, var, gamma = cache
    N = len(x)
    dxhat = dout * gamma
    dvar = np.sum(dxhat * (x - mu) * -0.5 * (var + 1e-5) ** -1.5, axis=0)
    dmu = np.sum(-dxhat / np.sqrt(var + 1e-5), axis=0) + dvar * np.sum(-2 * (x - mu), axis=0) / N
    dx = dxhat / np.sqrt(var + 1e-5) + dvar * 2 * (x - mu) / N + dmu / N
    return dx, np.sum(dout * xhat, axis=0), np.sum(dout, axis=0)

# %% right: one formula
def batchnorm_forward(x, gamma, beta):
    mean, inv = x.mean(0), 1 / np.sqrt(x.var(0) + 1e-5)
    return gamma * (x - mean) * inv + beta, (x - mean, inv, gamma)


def batchnorm_backward(dout, cache):
    xmu, inv, gamma = cache
    N = len(xmu)
    dx = gamma * inv / N * (N * dout - dout.sum(0) - inv**2 * xmu * np.sum(dout * xmu, axis=0))
    return dx, np.sum(xmu * inv * dout, axis=0), dout.sum(0)

# %% wrong: the variance counts as a constant
def batchnorm_forward(x, gamma, beta):
    std = np.sqrt(x.var(axis=0) + 1e-5)
    xhat = (x - x.mean(axis=0)) / std
    return gamma * xhat + beta, (xhat, std, gamma)


def batchnorm_backward(dout, cache):
    xhat, std, gamma = cache
    g = dout * gamma
    return (g - g.mean(axis=0)) / std, (dout * xhat).sum(axis=0), dout.sum(axis=0)
