# %%
import numpy as np

# %% clip
def clip(grads, most):
    """Scale a list of arrays, all by one factor, so that their common norm is most at the most; return them and the norm before."""
    norm = np.sqrt(sum(np.sum(g ** 2) for g in grads))
    factor = min(1.0, most / norm) if norm > 0 else 1.0
    return [g * factor for g in grads], norm

# %% clip_test
new, norm = clip([np.array([3.0, 0.0]), np.array([[4.0]])], 1.0)
assert abs(norm - 5) < 1e-12, "the norm is that of all arrays together"
np.testing.assert_allclose(new[0], [0.6, 0])
np.testing.assert_allclose(new[1], [[0.8]])

# %% clip_partial_test
### BEGIN HIDDEN TESTS
points = 0
rng = np.random.default_rng(3)
grads = [rng.normal(size=(3, 2)), rng.normal(size=4)]
kept = [g.copy() for g in grads]
new, norm = clip(grads, 100.0)
points += all(np.allclose(a, b) for a, b in zip(new, kept))
points += all(np.array_equal(a, b) for a, b in zip(grads, kept))
new, norm = clip(grads, 0.5)
points += bool(np.isclose(np.sqrt(sum((np.asarray(g) ** 2).sum() for g in new)), 0.5))
points
### END HIDDEN TESTS

# %% tape
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
                grads[parent] += grads[at] * local
        return grads[x]

# %% tape_basic_test
t = Tape()
x, y = t.watch(3.0), t.watch(-2.0)
z = t.mul(x, y)
assert t.value(z) == -6
assert t.gradient(z, x) == -2 and t.gradient(z, y) == 3

# %% tape_more_test
### BEGIN HIDDEN TESTS
import pytest
for a, b in [(2.0, 5.0), (-1.5, 0.5)]:
    t = Tape()
    x, y = t.watch(a), t.watch(b)
    s = t.add(t.mul(x, x), t.mul(t.mul(x, y), y))
    out = t.mul(s, x)
    assert t.value(out) == pytest.approx((a * a + a * b * b) * a)
    assert t.gradient(out, x) == pytest.approx(3 * a * a + 2 * a * b * b)
    assert t.gradient(out, y) == pytest.approx(2 * a * a * b)
    assert t.gradient(s, y) == pytest.approx(2 * a * b)
### END HIDDEN TESTS

# %% nesterov
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
            self.v[k] = self.mu * self.v[k] - self.lr * g[k]
            params[k] += self.v[k]

# %% nesterov_test
params = {"w": np.array([1.0, -2.0]), "b": np.array([0.5])}
### BEGIN HIDDEN TESTS
w, b = params["w"].copy(), params["b"].copy()
vw, vb = np.zeros(2), np.zeros(1)
opt = Nesterov(0.1, 0.9)
def grad(p):
    return {"w": 2 * p["w"], "b": 4 * p["b"] ** 3}
for _ in range(4):
    opt.step(params, grad)
    vw = 0.9 * vw - 0.1 * 2 * (w + 0.9 * vw)
    vb = 0.9 * vb - 0.1 * 4 * (b + 0.9 * vb) ** 3
    w, b = w + vw, b + vb
np.testing.assert_allclose(params["w"], w)
np.testing.assert_allclose(params["b"], b)
### END HIDDEN TESTS
