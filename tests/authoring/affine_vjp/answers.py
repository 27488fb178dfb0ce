# %% right: a lambda
def affine_vjp(x, w, b):
    return np.dot(x, w) + b, lambda dout: (np.dot(dout, w.T), np.dot(x.T, dout), np.ones(len(dout)) @ dout)

# %% right: partial, of a function beside it
from functools import partial

def back(x, w, dout):
    return [dout @ w.T, x.T @ dout, np.sum(dout, axis=0)]

def affine_vjp(x, w, b):
    return [np.einsum("nd,dm->nm", x, w) + b, partial(back, x, w)]

# %% right: an object that is called
class Back:
    def __init__(self, x, w):
        self.x, self.w = x, w

    def __call__(self, dout):
        return dout @ self.w.T, self.x.T @ dout, dout.sum(0)

def affine_vjp(x, w, b):
    return x @ w + b, Back(x, w)

# %% wrong: what it remembers is global
def affine_vjp(x, w, b):
    global kept
    kept = x, w

    def back(dout):
        x, w = kept
        return dout @ w.T, x.T @ dout, dout.sum(axis=0)

    return x @ w + b, back

# %% wrong: what it remembers is there once
def affine_vjp(x, w, b):
    kept = [x, w]
    return x @ w + b, lambda dout: (dout @ kept.pop().T, kept.pop().T @ dout, dout.sum(axis=0))

# %% wrong: the transpose is forgotten
def affine_vjp(x, w, b):
    return x @ w + b, lambda dout: (dout @ w, x.T @ dout, dout.sum(axis=0))

# %% wrong: no backward is returned
def affine_vjp(x, w, b):
    return x @ w + b

# %% wrong: the gradients at one, with no function
def affine_vjp(x, w, b):
    dout = np.ones((len(x), w.shape[1]))
    return x @ w + b, (dout @ w.T, x.T @ dout, dout.sum(axis=0))

# %% wrong: the upstream gradient is left out
def affine_vjp(x, w, b):
    ones = np.ones((len(x), w.shape[1]))
    return x @ w + b, lambda dout: (ones @ w.T, x.T @ ones, ones.sum(axis=0))

# %% wrong: the order of the gradients
def affine_vjp(x, w, b):
    return x @ w + b, lambda dout: (x.T @ dout, dout @ w.T, dout.sum(axis=0))
