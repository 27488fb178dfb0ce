# assignment: ps5
# why: two functions with settings in a dictionary, as in CS231n, and names that numpy no longer has; its dropout draws what ours is handed
# right: affine_functions, batch_norm

# %%
import numpy as np


def affine_forward(x, w, b):
    rows = x.reshape(x.shape[0], np.int(np.product(x.shape[1:])))
    return rows.dot(w) + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    rows = x.reshape(x.shape[0], -1)
    return dout.dot(w.T).reshape(x.shape), rows.T.dot(dout), dout.sum(axis=0)

# %%
def batchnorm_forward(x, gamma, beta, bn_param):
    mode = bn_param['mode']
    eps = bn_param.get('eps', 1e-5)
    momentum = bn_param.get('momentum', 0.9)
    running = bn_param.get('running_mean', np.zeros(x.shape[1], dtype=x.dtype))
    out, cache = None, None
    if mode == 'train':
        mu = x.mean(axis=0)
        std = np.sqrt(x.var(axis=0) + eps)
        xhat = (x - mu) / std
        out = gamma * xhat + beta
        cache = (xhat, gamma, std)
        running = momentum * running + (1 - momentum) * mu
    bn_param['running_mean'] = running
    return out, cache


def batchnorm_backward(dout, cache):
    xhat, gamma, std = cache
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)
    d = dout * gamma
    dx = (d - d.mean(axis=0) - xhat * (d * xhat).mean(axis=0)) / std
    return dx, dgamma, dbeta

# %%
def dropout_forward(x, dropout_param):
    p, mode = dropout_param['p'], dropout_param['mode']
    mask = (np.random.rand(*x.shape) < p) / p if mode == 'train' else None
    return (x * mask if mode == 'train' else x), (dropout_param, mask)


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    return dout * mask if dropout_param['mode'] == 'train' else dout
