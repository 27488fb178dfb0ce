# %% right: a cache that is a dictionary
def affine_forward(x, w, b):
    out = np.dot(x, w) + b
    cache = {"x": x, "w": w, "b": b}
    return out, cache

def affine_backward(dout, cache):
    dx = np.dot(dout, cache["w"].T)
    dw = np.dot(cache["x"].T, dout)
    db = np.ones(len(dout)) @ dout
    return dx, dw, db

# %% right: a cache that is an object of a class, and a function in it
class Cache:
    def __init__(self, **named):
        self.__dict__.update(named)

def affine_forward(x, w, b):
    return np.einsum("nd,dm->nm", x, w) + b, Cache(x=x, back=lambda dout: dout @ w.T)

def affine_backward(dout, cache):
    return cache.back(dout), cache.x.T @ dout, dout.sum(0)

# %% right: returned as lists
def affine_forward(x, w, b):
    return [x @ w + b, (x, w, b)]

def affine_backward(dout, cache):
    x, w, b = cache
    return [dout @ w.T, x.T @ dout, np.sum(dout, axis=0)]

# %% wrong: the cache is global
def affine_forward(x, w, b):
    global kept
    kept = x, w
    return x @ w + b, None

def affine_backward(dout, cache):
    x, w = kept
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)

# %% wrong: the transpose is forgotten
def affine_forward(x, w, b):
    return x @ w + b, (x, w)

def affine_backward(dout, cache):
    x, w = cache
    return dout @ w, x.T @ dout, dout.sum(axis=0)

# %% wrong: no cache is returned
def affine_forward(x, w, b):
    return x @ w + b

def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)

# %% wrong: the order of the gradients
def affine_forward(x, w, b):
    return x @ w + b, (x, w)

def affine_backward(dout, cache):
    x, w = cache
    return x.T @ dout, dout @ w.T, dout.sum(axis=0)

# %% wrong: there is no backward
def affine_forward(x, w, b):
    return x @ w + b, (x, w)
