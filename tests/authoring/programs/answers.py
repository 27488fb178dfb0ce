# %% right: in place on copies
def clip(grads, most):
    total = 0
    for g in grads:
        total = total + (g * g).sum()
    norm = total ** 0.5
    new = [np.array(g, dtype=float) for g in grads]
    if norm > most:
        for g in new:
            g *= most / norm
    return new, norm

# %% right: tuple and concatenated
import math
def clip(grads, most):
    flat = np.concatenate([np.ravel(g) for g in grads])
    norm = float(np.linalg.norm(flat))
    if norm <= most:
        return tuple(g.copy() for g in grads), norm
    return tuple(np.multiply(g, most / norm) for g in grads), norm

# %% right: generator
def clip(grads, most):
    norm = np.linalg.norm([np.linalg.norm(g) for g in grads])
    return list(map(lambda g: g * most / max(norm, most), grads)), norm

# %% wrong: each by itself
def clip(grads, most):
    """Scale a list of arrays, all by one factor, so that their common norm is most at the most; return them and the norm before."""
    norm = np.sqrt(sum(np.sum(g ** 2) for g in grads))
    factor = min(1.0, most / norm) if norm > 0 else 1.0
    return [g * min(1.0, most / np.sqrt((g ** 2).sum())) for g in grads], norm

# %% wrong: values clipped
def clip(grads, most):
    """Scale a list of arrays, all by one factor, so that their common norm is most at the most; return them and the norm before."""
    norm = np.sqrt(sum(np.sum(g ** 2) for g in grads))
    factor = min(1.0, most / norm) if norm > 0 else 1.0
    return [np.clip(g, -most, most) for g in grads], norm

# %% wrong: always scaled
def clip(grads, most):
    """Scale a list of arrays, all by one factor, so that their common norm is most at the most; return them and the norm before."""
    norm = np.sqrt(sum(np.sum(g ** 2) for g in grads))
    factor = most / norm if norm > 0 else 1.0
    return [g * factor for g in grads], norm

# %% wrong: norm after
def clip(grads, most):
    """Scale a list of arrays, all by one factor, so that their common norm is most at the most; return them and the norm before."""
    norm = np.sqrt(sum(np.sum(g ** 2) for g in grads))
    factor = min(1.0, most / norm) if norm > 0 else 1.0
    return [g * factor for g in grads], norm * factor

# %% wrong: no root
def clip(grads, most):
    """Scale a list of arrays, all by one factor, so that their common norm is most at the most; return them and the norm before."""
    norm = sum(np.sum(g ** 2) for g in grads)
    factor = min(1.0, most / norm) if norm > 0 else 1.0
    return [g * factor for g in grads], norm

# %% right: node objects, in tape
class Node:
    def __init__(self, v): self.v, self.g = v, 0.0
class Tape:
    def __init__(self): self.back = []
    def watch(self, v): return Node(v)
    def value(self, n): return n.v
    def add(self, a, b):
        c = Node(a.v + b.v)
        self.back.append(lambda: (self._to(a, c.g), self._to(b, c.g)))
        self.back[-1].node = c
        return c
    def mul(self, a, b):
        c = Node(a.v * b.v)
        self.back.append(lambda: (self._to(a, b.v * c.g), self._to(b, a.v * c.g)))
        self.back[-1].node = c
        return c
    def _to(self, n, g): n.g += g
    def gradient(self, y, x):
        for f in self.back: f.node.g = 0.0
        x.g = 0.0
        y.g = 1.0
        for f in reversed(self.back): f()
        return x.g

# %% right: recursive, in tape
class Tape:
    def __init__(self):
        self.graph = {}
    def watch(self, v):
        name = f"v{len(self.graph)}"
        self.graph[name] = (v, ())
        return name
    def value(self, n): return self.graph[n][0]
    def add(self, a, b):
        n = self.watch(self.value(a) + self.value(b))
        self.graph[n] = (self.value(n), ((a, 1), (b, 1)))
        return n
    def mul(self, a, b):
        n = self.watch(self.value(a) * self.value(b))
        self.graph[n] = (self.value(n), ((a, self.value(b)), (b, self.value(a))))
        return n
    def gradient(self, y, x):
        if y == x: return 1.0
        return sum(d * self.gradient(p, x) for p, d in self.graph[y][1])

# %% wrong: overwrites, in tape
class Tape:
    """Records operations on numbers: x = tape.watch(2.0); y = tape.mul(x, x); tape.gradient(y, x)."""
    def __init__(self):
        self.steps, self.values = [], []
    def _new(self, value, parents):
        self.values.append(value)
        self.steps.append(parents)
        return len(self.values) - 1
    def watch(self, value):
        return self._new(value, [])
    def value(self, x):
        return self.values[x]
    def add(self, x, y):
        return self._new(self.values[x] + self.values[y], [(x, 1.0), (y, 1.0)])
    def mul(self, x, y):
        return self._new(self.values[x] * self.values[y], [(x, self.values[y]), (y, self.values[x])])
    def gradient(self, y, x):
        grads = [0.0] * len(self.values)
        grads[y] = 1.0
        for at in reversed(range(y + 1)):
            for parent, local in self.steps[at]:
                grads[parent] = grads[at] * local
        return grads[x]

# %% wrong: local only, in tape
class Tape:
    """Records operations on numbers: x = tape.watch(2.0); y = tape.mul(x, x); tape.gradient(y, x)."""
    def __init__(self):
        self.steps, self.values = [], []
    def _new(self, value, parents):
        self.values.append(value)
        self.steps.append(parents)
        return len(self.values) - 1
    def watch(self, value):
        return self._new(value, [])
    def value(self, x):
        return self.values[x]
    def add(self, x, y):
        return self._new(self.values[x] + self.values[y], [(x, 1.0), (y, 1.0)])
    def mul(self, x, y):
        return self._new(self.values[x] * self.values[y], [(x, self.values[y]), (y, self.values[x])])
    def gradient(self, y, x):
        grads = [0.0] * len(self.values)
        grads[y] = 1.0
        for at in reversed(range(y + 1)):
            for parent, local in self.steps[at]:
                grads[parent] += local
        return grads[x]

# %% wrong: swapped, in tape
class Tape:
    """Records operations on numbers: x = tape.watch(2.0); y = tape.mul(x, x); tape.gradient(y, x)."""
    def __init__(self):
        self.steps, self.values = [], []
    def _new(self, value, parents):
        self.values.append(value)
        self.steps.append(parents)
        return len(self.values) - 1
    def watch(self, value):
        return self._new(value, [])
    def value(self, x):
        return self.values[x]
    def add(self, x, y):
        return self._new(self.values[x] + self.values[y], [(x, 1.0), (y, 1.0)])
    def mul(self, x, y):
        return self._new(self.values[x] * self.values[y], [(x, self.values[x]), (y, self.values[y])])
    def gradient(self, y, x):
        grads = [0.0] * len(self.values)
        grads[y] = 1.0
        for at in reversed(range(y + 1)):
            for parent, local in self.steps[at]:
                grads[parent] += grads[at] * local
        return grads[x]

# %% wrong: forward order, in tape
class Tape:
    """Records operations on numbers: x = tape.watch(2.0); y = tape.mul(x, x); tape.gradient(y, x)."""
    def __init__(self):
        self.steps, self.values = [], []
    def _new(self, value, parents):
        self.values.append(value)
        self.steps.append(parents)
        return len(self.values) - 1
    def watch(self, value):
        return self._new(value, [])
    def value(self, x):
        return self.values[x]
    def add(self, x, y):
        return self._new(self.values[x] + self.values[y], [(x, 1.0), (y, 1.0)])
    def mul(self, x, y):
        return self._new(self.values[x] * self.values[y], [(x, self.values[y]), (y, self.values[x])])
    def gradient(self, y, x):
        grads = [0.0] * len(self.values)
        grads[y] = 1.0
        for at in range(y + 1):
            for parent, local in self.steps[at]:
                grads[parent] += grads[at] * local
        return grads[x]

# %% wrong: add passes value, in tape
class Tape:
    """Records operations on numbers: x = tape.watch(2.0); y = tape.mul(x, x); tape.gradient(y, x)."""
    def __init__(self):
        self.steps, self.values = [], []
    def _new(self, value, parents):
        self.values.append(value)
        self.steps.append(parents)
        return len(self.values) - 1
    def watch(self, value):
        return self._new(value, [])
    def value(self, x):
        return self.values[x]
    def add(self, x, y):
        return self._new(self.values[x] + self.values[y], [(x, self.values[y]), (y, self.values[x])])
    def mul(self, x, y):
        return self._new(self.values[x] * self.values[y], [(x, self.values[y]), (y, self.values[x])])
    def gradient(self, y, x):
        grads = [0.0] * len(self.values)
        grads[y] = 1.0
        for at in reversed(range(y + 1)):
            for parent, local in self.steps[at]:
                grads[parent] += grads[at] * local
        return grads[x]

# %% right: two loops and entries, in nesterov
class Nesterov:
    def __init__(self, lr, mu):
        self.lr = lr
        self.mu = mu
        self.v = {}
    def step(self, params, grad):
        look = {}
        for name in params:
            self.v.setdefault(name, 0.0 * params[name])
            look[name] = params[name] + self.mu * self.v[name]
        g = grad(look)
        for name, p in params.items():
            self.v[name] = self.mu * self.v[name] - self.lr * np.asarray(g[name])
            p[...] = p + self.v[name]

# %% right: moves and comes back, in nesterov
class Nesterov:
    def __init__(self, lr, mu):
        self.lr, self.mu, self.velocity = lr, mu, {}
    def step(self, params, grad):
        for k in params:
            params[k] += self.mu * self.velocity.get(k, 0)
        g = grad(params)
        for k in params:
            self.velocity[k] = self.mu * self.velocity.get(k, 0) - self.lr * g[k]
            params[k] -= self.lr * g[k]

# %% right: replaces in dict, in nesterov
class Nesterov:
    def __init__(self, lr, mu):
        self.lr, self.mu, self.v = lr, mu, {}
    def step(self, params, grad):
        g = grad({k: params[k] + self.mu * self.v.get(k, 0) for k in params})
        for k in list(params):
            self.v[k] = self.mu * self.v.get(k, 0) - self.lr * g[k]
            params[k] = params[k] + self.v[k]

# %% wrong: classic, in nesterov
class Nesterov:
    """v = mu v - lr g(p + mu v), p = p + v; step(params, grad) changes params, a dict of arrays, in place. grad(params) gives a dict."""
    def __init__(self, lr, mu):
        self.lr, self.mu, self.v = lr, mu, None
    def step(self, params, grad):
        if self.v is None:
            self.v = {k: np.zeros_like(p) for k, p in params.items()}
        ahead = {k: p + self.mu * self.v[k] for k, p in params.items()}
        g = grad(params)
        for k in params:
            self.v[k] = self.mu * self.v[k] - self.lr * g[k]
            params[k] += self.v[k]

# %% wrong: sign, in nesterov
class Nesterov:
    """v = mu v - lr g(p + mu v), p = p + v; step(params, grad) changes params, a dict of arrays, in place. grad(params) gives a dict."""
    def __init__(self, lr, mu):
        self.lr, self.mu, self.v = lr, mu, None
    def step(self, params, grad):
        if self.v is None:
            self.v = {k: np.zeros_like(p) for k, p in params.items()}
        ahead = {k: p + self.mu * self.v[k] for k, p in params.items()}
        g = grad(ahead)
        for k in params:
            self.v[k] = self.mu * self.v[k] + self.lr * g[k]
            params[k] += self.v[k]

# %% wrong: no momentum, in nesterov
class Nesterov:
    """v = mu v - lr g(p + mu v), p = p + v; step(params, grad) changes params, a dict of arrays, in place. grad(params) gives a dict."""
    def __init__(self, lr, mu):
        self.lr, self.mu, self.v = lr, mu, None
    def step(self, params, grad):
        if self.v is None:
            self.v = {k: np.zeros_like(p) for k, p in params.items()}
        ahead = {k: p + self.mu * self.v[k] for k, p in params.items()}
        g = grad(ahead)
        for k in params:
            self.v[k] = -self.lr * g[k]
            params[k] += self.v[k]

# %% wrong: one for all, in nesterov
class Nesterov:
    """v = mu v - lr g(p + mu v), p = p + v; step(params, grad) changes params, a dict of arrays, in place. grad(params) gives a dict."""
    def __init__(self, lr, mu):
        self.lr, self.mu, self.v = lr, mu, None
    def step(self, params, grad):
        if self.v is None:
            self.v = {k: np.zeros_like(p) for k, p in params.items()}
        ahead = {k: p + self.mu * self.v[k] for k, p in params.items()}
        g = grad(ahead)
        for k in params:
            self.v['w'] = self.mu * self.v['w'] - self.lr * g['w']
            params[k] += self.v[k]

# %% wrong: reset, in nesterov
class Nesterov:
    """v = mu v - lr g(p + mu v), p = p + v; step(params, grad) changes params, a dict of arrays, in place. grad(params) gives a dict."""
    def __init__(self, lr, mu):
        self.lr, self.mu, self.v = lr, mu, None
    def step(self, params, grad):
        if True:
            self.v = {k: np.zeros_like(p) for k, p in params.items()}
        ahead = {k: p + self.mu * self.v[k] for k, p in params.items()}
        g = grad(ahead)
        for k in params:
            self.v[k] = self.mu * self.v[k] - self.lr * g[k]
            params[k] += self.v[k]
