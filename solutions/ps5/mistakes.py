# The bank of mistakes of ps5: wrong solutions with a name. Never released.
# Each cell replaces the lines of the reference that assign the same names, or its methods and functions of the same name.

# %% affine_functions: upstream-ignored
def affine_backward(dout, cache):
    x, w = cache
    ones = np.ones(dout.shape)
    return ones @ w.T, x.T @ ones, ones.sum(axis=0)

# %% affine_functions: bias-ignored
def affine_forward(x, w, b):
    return x @ w, (x, w)

# %% affine_functions: bias-grad-not-summed
def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout

# %% affine_functions: sum-wrong-axis
def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=1)

# %% affine_functions: grad-averaged
def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout / len(x), dout.mean(axis=0)

# %% affine_functions: grad-transposed
def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, dout.T @ x, dout.sum(axis=0)

# %% affine_functions: bias-grad-missing
def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, np.zeros(dout.shape[1])

# %% affine_functions: bias-grad-missing
def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, np.ones(dout.shape[1])

# %% affine_functions: bias-grad-times-bias
def affine_forward(x, w, b):
    return x @ w + b, (x, w, b)

def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0) * b

# %% affine_functions: returns-swapped-order
def affine_backward(dout, cache):
    x, w = cache
    return x.T @ dout, dout @ w.T, dout.sum(axis=0)

# %% affine_functions: sign-flipped
def affine_backward(dout, cache):
    x, w = cache
    return -(dout @ w.T), -(x.T @ dout), -dout.sum(axis=0)

# %% affine_functions: uses-globals
def affine_forward(x, w, b):
    global kept
    kept = x, w
    return x @ w + b, None

def affine_backward(dout, cache):
    x, w = kept
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)

# %% affine_functions: cache-not-returned
def affine_forward(x, w, b):
    return x @ w + b, None

# %% affine_functions: reshape-instead-of-transpose
def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.reshape(w.shape[1], w.shape[0]), x.T @ dout, dout.sum(axis=0)

# %% affine_functions: reshape-instead-of-transpose
def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.reshape(x.shape[1], x.shape[0]) @ dout, dout.sum(axis=0)

# %% affine_functions: batch-first-sample-only
def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, np.outer(x[0], dout[0]), dout.sum(axis=0)

# %% affine_functions: batch-first-sample-only
def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout[0]

# %% dropout: dropout-scale-missing
def forward(self, x, mask):
    self.mask = mask
    return x * mask

def backward(self, dout):
    return dout * self.mask

# %% dropout: dropout-scale-missing
def forward(self, x, mask):
    self.mask = mask
    return x * mask

# %% dropout: dropout-scale-missing
def backward(self, dout):
    return dout * self.mask

# %% dropout: dropout-share-exchanged
def forward(self, x, mask):
    self.mask = mask
    return x * mask / self.p

def backward(self, dout):
    return dout * self.mask / self.p

# %% dropout: dropout-share-exchanged
def forward(self, x, mask):
    self.mask = mask
    return x * mask * (1 - self.p)

def backward(self, dout):
    return dout * self.mask * (1 - self.p)

# %% dropout: dropout-mask-inverted
def forward(self, x, mask):
    self.mask = mask
    return x * (1 - mask) / (1 - self.p)

def backward(self, dout):
    return dout * (1 - self.mask) / (1 - self.p)

# %% dropout: dropout-mask-inverted
def backward(self, dout):
    return dout * (1 - self.mask) / (1 - self.p)

# %% dropout: upstream-ignored
def backward(self, dout):
    return self.mask / (1 - self.p)

# %% dropout: upstream-only
def backward(self, dout):
    return dout

# %% dropout: dropout-mask-forgotten
def backward(self, dout):
    return dout / (1 - self.p)

# %% dropout: sign-flipped
def backward(self, dout):
    return -dout * self.mask / (1 - self.p)

# %% dropout: dropout-share-exchanged
def backward(self, dout):
    return dout * self.mask / self.p

# %% dropout: dropout-share-exchanged
def backward(self, dout):
    return dout * self.mask * (1 - self.p)

# %% dropout: dropout-share-exchanged
def forward(self, x, mask):
    self.mask = mask
    return x * mask / self.p

# %% dropout: dropout-mask-inverted
def forward(self, x, mask):
    self.mask = mask
    return x * (1 - mask) / (1 - self.p)

# %% batch_norm: batchnorm-statistics-constant
def backward(self, dout):
    self.dgamma = (dout * self.xhat).sum(axis=0)
    self.dbeta = dout.sum(axis=0)
    return dout * self.gamma / self.std

# %% batch_norm: batchnorm-statistics-constant
def backward(self, dout):
    self.dgamma = (dout * self.xhat).sum(axis=0)
    self.dbeta = dout.sum(axis=0)
    dxhat = dout * self.gamma
    return (dxhat - dxhat.mean(axis=0)) / self.std

# %% batch_norm: batchnorm-statistics-constant
def backward(self, dout):
    self.dgamma = (dout * self.xhat).sum(axis=0)
    self.dbeta = dout.sum(axis=0)
    dxhat = dout * self.gamma
    return (dxhat - self.xhat * (dxhat * self.xhat).mean(axis=0)) / self.std

# %% batch_norm: batchnorm-root-missing
def forward(self, x):
    self.std = x.var(axis=0) + 1e-5
    self.xhat = (x - x.mean(axis=0)) / self.std
    return self.gamma * self.xhat + self.beta

# %% batch_norm: batchnorm-wrong-axis
def forward(self, x):
    self.std = np.sqrt(x.var(axis=1, keepdims=True) + 1e-5)
    self.xhat = (x - x.mean(axis=1, keepdims=True)) / self.std
    return self.gamma * self.xhat + self.beta

# %% batch_norm: batchnorm-wrong-axis
def forward(self, x):
    self.std = np.sqrt(x.var() + 1e-5)
    self.xhat = (x - x.mean()) / self.std
    return self.gamma * self.xhat + self.beta

# %% batch_norm: grad-averaged
self.dgamma = (dout * self.xhat).mean(axis=0)
self.dbeta = dout.mean(axis=0)

# %% batch_norm: bias-ignored
def forward(self, x):
    self.std = np.sqrt(x.var(axis=0) + 1e-5)
    self.xhat = (x - x.mean(axis=0)) / self.std
    return self.gamma * self.xhat

# %% batch_norm: upstream-ignored
self.dgamma = self.xhat.sum(axis=0)

# %% batch_norm: bias-grad-not-summed
self.dgamma = dout * self.xhat
self.dbeta = dout

# %% batch_norm: batchnorm-gamma-forgotten
dxhat = dout

# %% batch_norm: batchnorm-other-variance
def forward(self, x):
    self.std = np.sqrt(x.var(axis=0, ddof=1) + 1e-5)
    self.xhat = (x - x.mean(axis=0)) / self.std
    return self.gamma * self.xhat + self.beta

# %% batch_norm: sum-wrong-axis
self.dgamma = (dout * self.xhat).sum(axis=1)
self.dbeta = dout.sum(axis=1)

# %% batch_norm: batchnorm-wrong-axis
def backward(self, dout):
    self.dgamma = (dout * self.xhat).sum(axis=0)
    self.dbeta = dout.sum(axis=0)
    dxhat = dout * self.gamma
    through = dxhat.mean(axis=1, keepdims=True) + self.xhat * (dxhat * self.xhat).mean(axis=1, keepdims=True)
    return (dxhat - through) / self.std

# %% batch_norm: batchnorm-root-missing
def backward(self, dout):
    self.dgamma = (dout * self.xhat).sum(axis=0)
    self.dbeta = dout.sum(axis=0)
    dxhat = dout * self.gamma
    return (dxhat - dxhat.mean(axis=0) - self.xhat * (dxhat * self.xhat).mean(axis=0)) / self.std**2

# %% batch_norm: sum-wrong-axis
self.dgamma = (dout * self.xhat).sum(axis=1)

# %% batch_norm: sum-wrong-axis
self.dbeta = dout.sum(axis=1)

# %% batch_norm: bias-grad-not-summed
self.dgamma = dout * self.xhat

# %% batch_norm: bias-grad-not-summed
self.dbeta = dout

# %% batch_norm: batchnorm-gamma-forgotten
def forward(self, x):
    self.std = np.sqrt(x.var(axis=0) + 1e-5)
    self.xhat = (x - x.mean(axis=0)) / self.std
    return self.xhat + self.beta

# %% conv1d: bias-grad-missing
self.db = np.zeros_like(self.b, dtype=float)

# %% conv1d: overwrite-instead-of-accumulate
def backward(self, dout):
    K = self.W.shape[2]
    dx = np.zeros(self.x.shape)
    self.dW = np.zeros(self.W.shape)
    self.db = dout.sum(axis=(0, 2))
    for t in range(dout.shape[2]):
        dx[:, :, t : t + K] = np.tensordot(dout[:, :, t], self.W, 1)
        self.dW += np.tensordot(dout[:, :, t].T, self.x[:, :, t : t + K], 1)
    return dx

# %% conv1d: overwrite-instead-of-accumulate
def backward(self, dout):
    K = self.W.shape[2]
    dx = np.zeros(self.x.shape)
    self.dW = np.zeros(self.W.shape)
    self.db = dout.sum(axis=(0, 2))
    for t in range(dout.shape[2]):
        dx[:, :, t : t + K] += np.tensordot(dout[:, :, t], self.W, 1)
        self.dW = np.tensordot(dout[:, :, t].T, self.x[:, :, t : t + K], 1)
    return dx

# %% conv1d: conv-kernel-flipped
def forward(self, x):
    self.x = x
    K = self.W.shape[2]
    W = self.W[:, :, ::-1]
    places = range(x.shape[2] - K + 1)
    return np.stack([np.tensordot(x[:, :, t : t + K], W, ([1, 2], [1, 2])) + self.b for t in places], axis=2)

# %% conv1d: conv-kernel-flipped
def backward(self, dout):
    K = self.W.shape[2]
    dx = np.zeros(self.x.shape)
    self.dW = np.zeros(self.W.shape)
    self.db = dout.sum(axis=(0, 2))
    for t in range(dout.shape[2]):
        dx[:, :, t : t + K] += np.tensordot(dout[:, :, t], self.W[:, :, ::-1], 1)
        self.dW += np.tensordot(dout[:, :, t].T, self.x[:, :, t : t + K], 1)
    return dx

# %% conv1d: bias-ignored
def forward(self, x):
    self.x = x
    K = self.W.shape[2]
    places = range(x.shape[2] - K + 1)
    return np.stack([np.tensordot(x[:, :, t : t + K], self.W, ([1, 2], [1, 2])) for t in places], axis=2)

# %% conv1d: bias-grad-not-summed
self.db = dout.sum(axis=0)

# %% conv1d: batch-first-sample-only
self.db = dout[0].sum(axis=1)

# %% conv1d: grad-averaged
def backward(self, dout):
    K = self.W.shape[2]
    dx = np.zeros(self.x.shape)
    self.dW = np.zeros(self.W.shape)
    self.db = dout.mean(axis=(0, 2))
    for t in range(dout.shape[2]):
        dx[:, :, t : t + K] += np.tensordot(dout[:, :, t], self.W, 1)
        self.dW += np.tensordot(dout[:, :, t].T, self.x[:, :, t : t + K], 1) / len(self.x)
    return dx

# %% conv1d: upstream-ignored
def backward(self, dout):
    K = self.W.shape[2]
    dx = np.zeros(self.x.shape)
    self.dW = np.zeros(self.W.shape)
    ones = np.ones(dout.shape)
    self.db = ones.sum(axis=(0, 2))
    for t in range(dout.shape[2]):
        dx[:, :, t : t + K] += np.tensordot(ones[:, :, t], self.W, 1)
        self.dW += np.tensordot(ones[:, :, t].T, self.x[:, :, t : t + K], 1)
    return dx

# %% conv1d: conv-place-missing
def forward(self, x):
    self.x = x
    K = self.W.shape[2]
    places = range(x.shape[2] - K)
    return np.stack([np.tensordot(x[:, :, t : t + K], self.W, ([1, 2], [1, 2])) + self.b for t in places], axis=2)

# %% conv1d: conv-place-missing
def backward(self, dout):
    K = self.W.shape[2]
    dx = np.zeros(self.x.shape)
    self.dW = np.zeros(self.W.shape)
    self.db = dout.sum(axis=(0, 2))
    for t in range(dout.shape[2] - 1):
        dx[:, :, t : t + K] += np.tensordot(dout[:, :, t], self.W, 1)
        self.dW += np.tensordot(dout[:, :, t].T, self.x[:, :, t : t + K], 1)
    return dx

# %% conv1d: conv-place-missing
def forward(self, x):
    self.x = x
    K = self.W.shape[2]
    places = range(x.shape[2] - K + 1)
    windows = [x[:, :, t : t + K - 1] for t in places]
    return np.stack([np.tensordot(one, self.W[:, :, :-1], ([1, 2], [1, 2])) + self.b for one in windows], axis=2)
def backward(self, dout):
    K = self.W.shape[2]
    dx = np.zeros(self.x.shape)
    self.dW = np.zeros(self.W.shape)
    self.db = dout.sum(axis=(0, 2))
    for t in range(dout.shape[2]):
        dx[:, :, t : t + K - 1] += np.tensordot(dout[:, :, t], self.W[:, :, :-1], 1)
        self.dW[:, :, :-1] += np.tensordot(dout[:, :, t].T, self.x[:, :, t : t + K - 1], 1)
    return dx

# %% conv1d: sum-wrong-axis
def backward(self, dout):
    K = self.W.shape[2]
    dx = np.zeros(self.x.shape)
    self.dW = np.zeros(self.W.shape)
    self.db = dout.sum(axis=(0, 1))
    for t in range(dout.shape[2]):
        dx[:, :, t : t + K] += np.tensordot(dout[:, :, t], self.W, 1)
        self.dW += np.tensordot(dout[:, :, t].T, self.x[:, :, t : t + K], 1)
    return dx

# %% conv1d: sum-wrong-axis
def backward(self, dout):
    K = self.W.shape[2]
    dx = np.zeros(self.x.shape)
    self.dW = np.zeros(self.W.shape)
    self.db = dout.sum(axis=(1, 2))
    for t in range(dout.shape[2]):
        dx[:, :, t : t + K] += np.tensordot(dout[:, :, t], self.W, 1)
        self.dW += np.tensordot(dout[:, :, t].T, self.x[:, :, t : t + K], 1)
    return dx

# %% conv1d: bias-grad-not-summed
def backward(self, dout):
    K = self.W.shape[2]
    dx = np.zeros(self.x.shape)
    self.dW = np.zeros(self.W.shape)
    self.db = dout.sum(axis=0)
    for t in range(dout.shape[2]):
        dx[:, :, t : t + K] += np.tensordot(dout[:, :, t], self.W, 1)
        self.dW += np.tensordot(dout[:, :, t].T, self.x[:, :, t : t + K], 1)
    return dx

# %% conv1d: bias-grad-not-summed
def backward(self, dout):
    K = self.W.shape[2]
    dx = np.zeros(self.x.shape)
    self.dW = np.zeros(self.W.shape)
    self.db = dout.sum(axis=2)
    for t in range(dout.shape[2]):
        dx[:, :, t : t + K] += np.tensordot(dout[:, :, t], self.W, 1)
        self.dW += np.tensordot(dout[:, :, t].T, self.x[:, :, t : t + K], 1)
    return dx

# %% conv1d: batch-first-sample-only
def backward(self, dout):
    K = self.W.shape[2]
    dx = np.zeros(self.x.shape)
    self.dW = np.zeros(self.W.shape)
    self.db = dout.sum(axis=(0, 2))
    for t in range(dout.shape[2]):
        dx[:, :, t : t + K] += np.tensordot(dout[:, :, t], self.W, 1)
        self.dW += np.tensordot(dout[:1, :, t].T, self.x[:1, :, t : t + K], 1)
    return dx

# %% conv1d: batch-first-sample-only
def backward(self, dout):
    K = self.W.shape[2]
    dx = np.zeros(self.x.shape)
    self.dW = np.zeros(self.W.shape)
    self.db = dout[0].sum(axis=1)
    for t in range(dout.shape[2]):
        dx[:, :, t : t + K] += np.tensordot(dout[:, :, t], self.W, 1)
        self.dW += np.tensordot(dout[:, :, t].T, self.x[:, :, t : t + K], 1)
    return dx

# %% conv1d: upstream-ignored
def backward(self, dout):
    K = self.W.shape[2]
    dx = np.zeros(self.x.shape)
    self.dW = np.zeros(self.W.shape)
    self.db = dout.sum(axis=(0, 2))
    for t in range(dout.shape[2]):
        dx[:, :, t : t + K] += np.tensordot(dout[:, :, t], self.W, 1)
        self.dW += np.tensordot(np.ones(dout[:, :, t].T.shape), self.x[:, :, t : t + K], 1)
    return dx

# %% conv1d: conv-place-missing
def forward(self, x):
    self.x = x
    K = self.W.shape[2]
    places = range(x.shape[2] - K)
    out = [np.tensordot(x[:, :, t : t + K], self.W, ([1, 2], [1, 2])) + self.b for t in places]
    return np.stack([*out, np.zeros((len(x), len(self.W)))], axis=2)

# %% lstm_step: bias-grad-missing
db = np.zeros(4 * h.shape[1])

# %% lstm_step: lstm-gates-exchanged
def lstm_step_forward(x, h, c, Wx, Wh, b):
    a = x @ Wx + h @ Wh + b
    af, ai, ao, ag = np.split(a, 4, axis=1)
    i, f, o, g = sigmoid(ai), sigmoid(af), sigmoid(ao), np.tanh(ag)
    next_c = f * c + i * g
    t = np.tanh(next_c)
    return o * t, next_c, (x, h, c, Wx, Wh, i, f, o, g, t)

# %% lstm_step: lstm-gates-exchanged
def lstm_step_forward(x, h, c, Wx, Wh, b):
    a = x @ Wx + h @ Wh + b
    ai, af, ag, ao = np.split(a, 4, axis=1)
    i, f, o, g = sigmoid(ai), sigmoid(af), sigmoid(ao), np.tanh(ag)
    next_c = f * c + i * g
    t = np.tanh(next_c)
    return o * t, next_c, (x, h, c, Wx, Wh, i, f, o, g, t)

# %% lstm_step: lstm-gates-exchanged
da = np.hstack([df * f * (1 - f), di * i * (1 - i), do * o * (1 - o), dg * (1 - g**2)])

# %% lstm_step: lstm-gates-exchanged
da = np.hstack([di * i * (1 - i), df * f * (1 - f), dg * (1 - g**2), do * o * (1 - o)])

# %% lstm_step: fork-branch-missing
dt = dnext_h * o * (1 - t**2)

# %% lstm_step: fork-branch-missing
dt = dnext_c

# %% lstm_step: activation-grad-skipped
dt = dnext_c + dnext_h * o

# %% lstm_step: activation-grad-skipped
da = np.hstack([di, df, do, dg])

# %% lstm_step: activation-grad-skipped
da = np.hstack([di * i * (1 - i), df * f * (1 - f), do * o * (1 - o), dg])

# %% lstm_step: tanh-missing
def lstm_step_forward(x, h, c, Wx, Wh, b):
    a = x @ Wx + h @ Wh + b
    ai, af, ao, ag = np.split(a, 4, axis=1)
    i, f, o, g = sigmoid(ai), sigmoid(af), sigmoid(ao), np.tanh(ag)
    next_c = f * c + i * g
    return o * next_c, next_c, (x, h, c, Wx, Wh, i, f, o, g, next_c)

# %% lstm_step: tanh-derivative-wrong
da = np.hstack([di * i * (1 - i), df * f * (1 - f), do * o * (1 - o), dg * g * (1 - g)])

# %% lstm_step: tanh-derivative-wrong
da = np.hstack([di * i * (1 - i), df * f * (1 - f), do * o * (1 - o), dg * (1 - g)])

# %% lstm_step: tanh-derivative-wrong
da = np.hstack([di * i * (1 - i), df * f * (1 - f), do * o * (1 - o), dg])

# %% lstm_step: bias-ignored
def lstm_step_forward(x, h, c, Wx, Wh, b):
    a = x @ Wx + h @ Wh
    ai, af, ao, ag = np.split(a, 4, axis=1)
    i, f, o, g = sigmoid(ai), sigmoid(af), sigmoid(ao), np.tanh(ag)
    next_c = f * c + i * g
    t = np.tanh(next_c)
    return o * t, next_c, (x, h, c, Wx, Wh, i, f, o, g, t)

# %% lstm_step: bias-grad-not-summed
db = da

# %% lstm_step: returns-swapped-order
def lstm_step_forward(x, h, c, Wx, Wh, b):
    a = x @ Wx + h @ Wh + b
    ai, af, ao, ag = np.split(a, 4, axis=1)
    i, f, o, g = sigmoid(ai), sigmoid(af), sigmoid(ao), np.tanh(ag)
    next_c = f * c + i * g
    t = np.tanh(next_c)
    return next_c, o * t, (x, h, c, Wx, Wh, i, f, o, g, t)

# %% lstm_step: upstream-only
dc = dt

# %% lstm_step: activation-grad-skipped
da = np.hstack([di, df * f * (1 - f), do * o * (1 - o), dg * (1 - g**2)])

# %% lstm_step: activation-grad-skipped
da = np.hstack([di * i * (1 - i), df, do * o * (1 - o), dg * (1 - g**2)])

# %% lstm_step: activation-grad-skipped
da = np.hstack([di * i * (1 - i), df * f * (1 - f), do, dg * (1 - g**2)])

# %% lstm_step: activation-grad-skipped
da = np.hstack([di, df, do, dg * (1 - g**2)])

# %% lstm_step: sigmoid-grad-missing-factor
da = np.hstack([di * i, df * f, do * o, dg * (1 - g**2)])

# %% lstm_step: sigmoid-grad-missing-factor
da = np.hstack([di * (1 - i), df * (1 - f), do * (1 - o), dg * (1 - g**2)])

# %% lstm_step: sigmoid-grad-missing-factor
da = np.hstack([di * i, df * f * (1 - f), do * o * (1 - o), dg * (1 - g**2)])

# %% lstm_step: sigmoid-grad-missing-factor
da = np.hstack([di * (1 - i), df * f * (1 - f), do * o * (1 - o), dg * (1 - g**2)])

# %% lstm_step: sigmoid-grad-missing-factor
da = np.hstack([di * i * (1 - i), df * f, do * o * (1 - o), dg * (1 - g**2)])

# %% lstm_step: sigmoid-grad-missing-factor
da = np.hstack([di * i * (1 - i), df * (1 - f), do * o * (1 - o), dg * (1 - g**2)])

# %% lstm_step: sigmoid-grad-missing-factor
da = np.hstack([di * i * (1 - i), df * f * (1 - f), do * o, dg * (1 - g**2)])

# %% lstm_step: sigmoid-grad-missing-factor
da = np.hstack([di * i * (1 - i), df * f * (1 - f), do * (1 - o), dg * (1 - g**2)])

# %% lstm_step: sigmoid-grad-plus
da = np.hstack([di * i * (1 + i), df * f * (1 + f), do * o * (1 + o), dg * (1 - g**2)])

# %% lstm_step: sigmoid-exp-sign
def sigmoid(a):
    return 1 / (1 + np.exp(a))

# %% lstm_step: tanh-missing
def lstm_step_forward(x, h, c, Wx, Wh, b):
    a = x @ Wx + h @ Wh + b
    ai, af, ao, ag = np.split(a, 4, axis=1)
    i, f, o, g = sigmoid(ai), sigmoid(af), sigmoid(ao), ag
    next_c = f * c + i * g
    t = np.tanh(next_c)
    return o * t, next_c, (x, h, c, Wx, Wh, i, f, o, g, t)

# %% lstm_step: tanh-missing
def lstm_step_forward(x, h, c, Wx, Wh, b):
    a = x @ Wx + h @ Wh + b
    ai, af, ao, ag = np.split(a, 4, axis=1)
    i, f, o, g = sigmoid(ai), sigmoid(af), sigmoid(ao), np.tanh(ag)
    next_c = f * c + i * g
    t = np.tanh(next_c)
    return o * next_c, next_c, (x, h, c, Wx, Wh, i, f, o, g, t)

# %% lstm_step: tanh-derivative-wrong
dt = dnext_c + dnext_h * o * (1 - t)

# %% lstm_step: tanh-derivative-wrong
dt = dnext_c + dnext_h * o * t * (1 - t)

# %% lstm_step: tanh-derivative-wrong
dt = dnext_c + dnext_h * o * (1 + t**2)

# %% lstm_step: tanh-derivative-wrong
dt = dnext_c + dnext_h * o * (1 + t**2)
da = np.hstack([di * i * (1 - i), df * f * (1 - f), do * o * (1 - o), dg * (1 + g**2)])

# %% lstm_step: tanh-derivative-wrong
dt = dnext_c + dnext_h * o * (1 - t)
da = np.hstack([di * i * (1 - i), df * f * (1 - f), do * o * (1 - o), dg * (1 - g)])

# %% lstm_step: tanh-derivative-wrong
da = np.hstack([di * i * (1 - i), df * f * (1 - f), do * o * (1 - o), dg * (1 + g**2)])

# %% lstm_step: cache-not-returned
def lstm_step_forward(x, h, c, Wx, Wh, b):
    a = x @ Wx + h @ Wh + b
    ai, af, ao, ag = np.split(a, 4, axis=1)
    i, f, o, g = sigmoid(ai), sigmoid(af), sigmoid(ao), np.tanh(ag)
    next_c = f * c + i * g
    t = np.tanh(next_c)
    return o * t, next_c

# %% lstm_step: sum-wrong-axis
db = da.sum(axis=1)

# %% lstm_step: mul-not-swapped
di, df, do, dg = dt * i, dt * c, dnext_h * t, dt * g

# %% lstm_step: mul-not-swapped
di, df, do, dg = dt * g, dt * f, dnext_h * t, dt * i
dc = dt * c

# %% lstm_step: mul-not-swapped
di, df, do, dg = dt * g, dt * c, dnext_h * o, dt * i

# %% lstm_step: fork-branch-missing
dc = dnext_c * f

# %% lstm_step: upstream-ignored
di, df, do, dg = dt * g, dt * c, t, dt * i

# %% lstm_step: lstm-gates-exchanged
da = np.hstack([di * i * (1 - i), do * o * (1 - o), df * f * (1 - f), dg * (1 - g**2)])

# %% lstm_step: lstm-gates-exchanged
da = np.hstack([dg * (1 - g**2), df * f * (1 - f), do * o * (1 - o), di * i * (1 - i)])

# %% lstm_step: lstm-gates-exchanged
da = np.hstack([do * o * (1 - o), df * f * (1 - f), di * i * (1 - i), dg * (1 - g**2)])

# %% lstm_step: lstm-gates-exchanged
da = np.hstack([di * i * (1 - i), dg * (1 - g**2), do * o * (1 - o), df * f * (1 - f)])

# %% lstm_step: lstm-gates-exchanged
da = np.hstack([df * f * (1 - f), do * o * (1 - o), di * i * (1 - i), dg * (1 - g**2)])

# %% lstm_step: lstm-gates-exchanged
da = np.hstack([di * i * (1 - i), do * o * (1 - o), dg * (1 - g**2), df * f * (1 - f)])

# %% lstm_step: lstm-gates-exchanged
da = np.hstack([dg * (1 - g**2), di * i * (1 - i), df * f * (1 - f), do * o * (1 - o)])

# %% lstm_step: lstm-gates-exchanged
def lstm_step_forward(x, h, c, Wx, Wh, b):
    a = x @ Wx + h @ Wh + b
    ai, ao, af, ag = np.split(a, 4, axis=1)
    i, f, o, g = sigmoid(ai), sigmoid(af), sigmoid(ao), np.tanh(ag)
    next_c = f * c + i * g
    t = np.tanh(next_c)
    return o * t, next_c, (x, h, c, Wx, Wh, i, f, o, g, t)

# %% lstm_step: lstm-gates-exchanged
def lstm_step_forward(x, h, c, Wx, Wh, b):
    a = x @ Wx + h @ Wh + b
    ag, af, ao, ai = np.split(a, 4, axis=1)
    i, f, o, g = sigmoid(ai), sigmoid(af), sigmoid(ao), np.tanh(ag)
    next_c = f * c + i * g
    t = np.tanh(next_c)
    return o * t, next_c, (x, h, c, Wx, Wh, i, f, o, g, t)

# %% lstm_step: lstm-gates-exchanged
def lstm_step_forward(x, h, c, Wx, Wh, b):
    a = x @ Wx + h @ Wh + b
    ao, af, ai, ag = np.split(a, 4, axis=1)
    i, f, o, g = sigmoid(ai), sigmoid(af), sigmoid(ao), np.tanh(ag)
    next_c = f * c + i * g
    t = np.tanh(next_c)
    return o * t, next_c, (x, h, c, Wx, Wh, i, f, o, g, t)

# %% lstm_step: lstm-gates-exchanged
def lstm_step_forward(x, h, c, Wx, Wh, b):
    a = x @ Wx + h @ Wh + b
    ai, ag, ao, af = np.split(a, 4, axis=1)
    i, f, o, g = sigmoid(ai), sigmoid(af), sigmoid(ao), np.tanh(ag)
    next_c = f * c + i * g
    t = np.tanh(next_c)
    return o * t, next_c, (x, h, c, Wx, Wh, i, f, o, g, t)

# %% lstm_step: lstm-gates-exchanged
def lstm_step_forward(x, h, c, Wx, Wh, b):
    a = x @ Wx + h @ Wh + b
    af, ao, ai, ag = np.split(a, 4, axis=1)
    i, f, o, g = sigmoid(ai), sigmoid(af), sigmoid(ao), np.tanh(ag)
    next_c = f * c + i * g
    t = np.tanh(next_c)
    return o * t, next_c, (x, h, c, Wx, Wh, i, f, o, g, t)

# %% lstm_step: lstm-gates-exchanged
def lstm_step_forward(x, h, c, Wx, Wh, b):
    a = x @ Wx + h @ Wh + b
    ai, ao, ag, af = np.split(a, 4, axis=1)
    i, f, o, g = sigmoid(ai), sigmoid(af), sigmoid(ao), np.tanh(ag)
    next_c = f * c + i * g
    t = np.tanh(next_c)
    return o * t, next_c, (x, h, c, Wx, Wh, i, f, o, g, t)

# %% lstm_step: lstm-gates-exchanged
def lstm_step_forward(x, h, c, Wx, Wh, b):
    a = x @ Wx + h @ Wh + b
    ag, ai, af, ao = np.split(a, 4, axis=1)
    i, f, o, g = sigmoid(ai), sigmoid(af), sigmoid(ao), np.tanh(ag)
    next_c = f * c + i * g
    t = np.tanh(next_c)
    return o * t, next_c, (x, h, c, Wx, Wh, i, f, o, g, t)

# %% lstm_step: tanh-derivative-wrong
dt = dnext_c + dnext_h * o * (1 - np.tanh(t) ** 2)

# %% lstm_step: tanh-derivative-wrong
dt = dnext_c + dnext_h * o * (1 - np.arctanh(t) ** 2)

# %% lstm_step: tanh-derivative-wrong
da = np.hstack([di * i * (1 - i), df * f * (1 - f), do * o * (1 - o), dg * (1 - np.tanh(g) ** 2)])

# %% lstm_step: forward-wrong-op
def lstm_step_forward(x, h, c, Wx, Wh, b):
    a = x @ Wx + h @ Wh + b
    ai, af, ao, ag = np.split(a, 4, axis=1)
    i, f, o, g = sigmoid(ai), sigmoid(af), sigmoid(ao), np.tanh(ag)
    next_c = f * c + g
    t = np.tanh(next_c)
    return o * t, next_c, (x, h, c, Wx, Wh, i, f, o, g, t)

# %% lstm_step: forward-wrong-op
def lstm_step_forward(x, h, c, Wx, Wh, b):
    a = x @ Wx + h @ Wh + b
    ai, af, ao, ag = np.split(a, 4, axis=1)
    i, f, o, g = sigmoid(ai), sigmoid(af), sigmoid(ao), np.tanh(ag)
    next_c = c + i * g
    t = np.tanh(next_c)
    return o * t, next_c, (x, h, c, Wx, Wh, i, f, o, g, t)

# %% lstm_step: forward-wrong-op
def lstm_step_forward(x, h, c, Wx, Wh, b):
    a = x @ Wx + h @ Wh + b
    ai, af, ao, ag = np.split(a, 4, axis=1)
    i, f, o, g = sigmoid(ai), sigmoid(af), sigmoid(ao), np.tanh(ag)
    next_c = f * c + (1 - f) * g
    t = np.tanh(next_c)
    return o * t, next_c, (x, h, c, Wx, Wh, i, f, o, g, t)

# %% lstm_step: forward-wrong-op
def lstm_step_forward(x, h, c, Wx, Wh, b):
    a = x @ Wx + h @ Wh + b
    ai, af, ao, ag = np.split(a, 4, axis=1)
    i, f, o, g = sigmoid(ai), sigmoid(af), sigmoid(ao), np.tanh(ag)
    next_c = f * c + i * g
    t = np.tanh(next_c)
    return t, next_c, (x, h, c, Wx, Wh, i, f, o, g, t)

# %% value: overwrite-instead-of-accumulate
def backward(self):
    self.grad = 1.0
    for value in reversed(self.in_order()):
        for parent, local in value.parents:
            parent.grad = local * value.grad

# %% value: graph-one-level
def backward(self):
    self.grad = 1.0
    for parent, local in self.parents:
        parent.grad += local * self.grad

# %% value: graph-order-wrong
def backward(self):
    self.grad = 1.0
    waiting, seen = [self], set()
    while waiting:
        value = waiting.pop(0)
        if value in seen:
            continue
        seen.add(value)
        for parent, local in value.parents:
            parent.grad += local * value.grad
            waiting.append(parent)

# %% value: graph-order-wrong
def backward(self):
    self.grad = 1.0
    waiting = [self]
    while waiting:
        value = waiting.pop()
        for parent, local in value.parents:
            parent.grad += local * value.grad
            waiting.append(parent)

# %% value: graph-order-wrong
def backward(self):
    self.grad = 1.0
    waiting = [self]
    while waiting:
        value = waiting.pop(0)
        for parent, local in value.parents:
            parent.grad += local * value.grad
            waiting.append(parent)

# %% value: graph-not-seeded
def backward(self):
    for value in reversed(self.in_order()):
        for parent, local in value.parents:
            parent.grad += local * value.grad

# %% value: mul-not-swapped
def __mul__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    return Value(self.data * other.data, ((self, self.data), (other, other.data)))

# %% value: upstream-ignored
def backward(self):
    self.grad = 1.0
    for value in reversed(self.in_order()):
        for parent, local in value.parents:
            parent.grad += local

# %% value: upstream-only
def backward(self):
    self.grad = 1.0
    for value in reversed(self.in_order()):
        for parent, local in value.parents:
            parent.grad += value.grad

# %% value: power-rule-wrong
def __pow__(self, exponent):
    return Value(self.data**exponent, ((self, self.data ** (exponent - 1)),))

# %% value: power-rule-wrong
def __pow__(self, exponent):
    return Value(self.data**exponent, ((self, exponent * self.data**exponent),))

# %% value: power-rule-wrong
def __pow__(self, exponent):
    return Value(self.data**exponent, ((self, exponent * self.data**exponent),))
def __truediv__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    return Value(self.data / other.data, ((self, 1 / other.data), (other, -self.data / other.data**2)))
def __rtruediv__(self, other):
    return Value(other) / self

# %% value: relu-mask-wrong
def relu(self):
    return Value(max(self.data, 0.0), ((self, 1.0),))

# %% value: relu-multiplies-by-input
def relu(self):
    return Value(max(self.data, 0.0), ((self, max(self.data, 0.0)),))

# %% value: tanh-derivative-wrong
def tanh(self):
    t = math.tanh(self.data)
    return Value(t, ((self, t * (1 - t)),))

# %% value: tanh-derivative-wrong
def tanh(self):
    t = math.tanh(self.data)
    return Value(t, ((self, 1 - t),))

# %% value: tanh-derivative-wrong
def tanh(self):
    t = math.tanh(self.data)
    return Value(t, ((self, 1 + t**2),))

# %% value: sign-flipped
def __sub__(self, other):
    return other + -1 * self

# %% value: graph-order-wrong
def backward(self):
    self.grad = 1.0
    for value in self.in_order():
        for parent, local in value.parents:
            parent.grad += local * value.grad

# %% value: graph-order-wrong
def backward(self):
    def walk(value):
        for parent, local in value.parents:
            parent.grad += local * value.grad
            walk(parent)
    self.grad = 1.0
    walk(self)

# %% value: seed-overwrites-grad
def backward(self):
    self.grad = 1.0
    for parent, local in self.parents:
        parent.grad += local * self.grad
    for parent, local in self.parents:
        parent.backward()

# %% value: seed-overwrites-grad
def backward(self):
    self.grad = 1.0
    for parent, local in self.parents:
        parent.grad += local * self.grad
        parent.backward()

# %% value: upstream-ignored
def __mul__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    out = Value(self.data * other.data, ((self, other.data), (other, self.data)))
    out.alone = True
    return out

def backward(self):
    self.grad = 1.0
    for value in reversed(self.in_order()):
        for parent, local in value.parents:
            parent.grad += local * (1.0 if hasattr(value, "alone") else value.grad)

# %% value: relu-mask-wrong
def relu(self):
    return Value(max(self.data, 0.0), ((self, float(self.data > 1)),))

# %% value: relu-mask-inverted
def relu(self):
    return Value(max(self.data, 0.0), ((self, float(self.data < 0)),))

# %% value: overwrite-instead-of-accumulate
def __add__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    out = Value(self.data + other.data, ((self, 1.0), (other, 1.0)))
    out.alone = True
    return out

def backward(self):
    self.grad = 1.0
    for value in reversed(self.in_order()):
        for parent, local in value.parents:
            parent.grad = local * value.grad + (0.0 if hasattr(value, "alone") else parent.grad)

# %% value: overwrite-instead-of-accumulate
def __mul__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    out = Value(self.data * other.data, ((self, other.data), (other, self.data)))
    out.alone = True
    return out

def backward(self):
    self.grad = 1.0
    for value in reversed(self.in_order()):
        for parent, local in value.parents:
            parent.grad = local * value.grad + (0.0 if hasattr(value, "alone") else parent.grad)

# %% value: upstream-ignored
def tanh(self):
    t = math.tanh(self.data)
    out = Value(t, ((self, 1 - t**2),))
    out.alone = True
    return out

def backward(self):
    self.grad = 1.0
    for value in reversed(self.in_order()):
        for parent, local in value.parents:
            parent.grad += local * (1.0 if hasattr(value, "alone") else value.grad)

# %% value: upstream-ignored
def __pow__(self, exponent):
    out = Value(self.data**exponent, ((self, exponent * self.data ** (exponent - 1)),))
    out.alone = True
    return out

def backward(self):
    self.grad = 1.0
    for value in reversed(self.in_order()):
        for parent, local in value.parents:
            parent.grad += local * (1.0 if hasattr(value, "alone") else value.grad)

# %% value: upstream-ignored
def relu(self):
    out = Value(max(self.data, 0.0), ((self, float(self.data > 0)),))
    out.alone = True
    return out

def backward(self):
    self.grad = 1.0
    for value in reversed(self.in_order()):
        for parent, local in value.parents:
            parent.grad += local * (1.0 if hasattr(value, "alone") else value.grad)

# %% value: upstream-ignored
def __add__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    out = Value(self.data + other.data, ((self, 1.0), (other, 1.0)))
    out.alone = True
    return out

def backward(self):
    self.grad = 1.0
    for value in reversed(self.in_order()):
        for parent, local in value.parents:
            parent.grad += local * (1.0 if hasattr(value, "alone") else value.grad)

# %% value: graph-not-seeded
def backward(self):
    self.grad = self.data
    for value in reversed(self.in_order()):
        for parent, local in value.parents:
            parent.grad += local * value.grad

# %% value: tanh-derivative-wrong
def tanh(self):
    return Value(math.tanh(self.data), ((self, 1 - self.data**2),))

# %% value: sign-flipped
def __neg__(self):
    return Value(-self.data, ((self, 1.0),))

# %% value: sign-flipped
def __sub__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    return Value(self.data - other.data, ((self, 1.0), (other, 1.0)))

# %% value: sign-flipped
def __rsub__(self, other):
    return Value(other - self.data, ((self, 1.0),))

# %% value: reciprocal-sign-missing
def __truediv__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    return Value(self.data / other.data, ((self, 1 / other.data), (other, self.data / other.data**2)))

# %% value: reciprocal-sign-missing
def __rtruediv__(self, other):
    return Value(other / self.data, ((self, other / self.data**2),))

# %% value: reciprocal-sign-missing
def __truediv__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    return Value(self.data / other.data, ((self, 1 / other.data), (other, self.data / other.data**2)))

def __rtruediv__(self, other):
    return Value(other / self.data, ((self, other / self.data**2),))

# %% value: reciprocal-power-wrong
def __truediv__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    return Value(self.data / other.data, ((self, 1 / other.data), (other, -self.data / other.data)))

# %% value: reciprocal-power-wrong
def __rtruediv__(self, other):
    return Value(other / self.data, ((self, -other / self.data),))

# %% value: reciprocal-power-wrong
def __truediv__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    return Value(self.data / other.data, ((self, 1 / other.data), (other, -1 / other.data**2)))

# %% value: partial-gradient-zero
def __mul__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    return Value(self.data * other.data, ((self, other.data),))

# %% value: partial-gradient-zero
def __add__(self, other):
    other = other if isinstance(other, Value) else Value(other)
    return Value(self.data + other.data, ((self, 1.0),))

# %% value: power-rule-wrong
def __pow__(self, exponent):
    return Value(self.data**exponent, ((self, exponent * self.data),))

# %% value: power-rule-wrong
def __pow__(self, exponent):
    return Value(self.data**exponent, ((self, float(exponent)),))

# %% value: graph-order-wrong
def backward(self):
    order, seen = [], set()
    def visit(value):
        if value not in seen:
            seen.add(value)
            order.append(value)
            for parent, _ in value.parents:
                visit(parent)
    visit(self)
    self.grad = 1.0
    for value in order:
        for parent, local in value.parents:
            parent.grad += local * value.grad

# %% value: graph-order-wrong
def backward(self):
    order, seen, waiting = [], {self}, [self]
    while waiting:
        value = waiting.pop()
        order.append(value)
        for parent, _ in value.parents:
            if parent not in seen:
                seen.add(parent)
                waiting.append(parent)
    self.grad = 1.0
    for value in order:
        for parent, local in value.parents:
            parent.grad += local * value.grad
