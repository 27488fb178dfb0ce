# %% PARTS upstream-partial: multiply_gate
dx = self.y
# %% but not
dx = self.y
dy = self.x

# %% PARTS upstream-ignored: multiply_gate
dx = self.y
dy = self.x
# %% but not
dx = self.y

# %% PARTS upstream-only: multiply_gate
dx = dz
# %% but not
dx = -dz

# %% PARTS mul-not-swapped: multiply_gate
dx = self.x * dz
# %% but not
dx = self.x * self.x * dz

# %% PARTS returns-inputs: multiply_gate
dx = self.x
# %% but not
dx = self.x + 1

# %% PARTS upstream-added: multiply_gate
dx = self.y + dz
# %% but not
dx = self.y - dz

# %% PARTS mul-output-as-local: multiply_gate
dx = self.x * self.y * dz
# %% but not
dx = (self.x + self.y) * dz

# %% PARTS forward-wrong-op: multiply_gate
def forward(self, x, y):
    self.x, self.y = x, y
    return y - x
# %% but not
def forward(self, x, y):
    self.x, self.y = x, y
    return 3 * y

# %% PARTS sign-flipped: multiply_gate
dx = -self.y * dz
# %% but not
dx = abs(self.y * dz)

# %% PARTS partial-gradient-zero: multiply_gate
dx = 0
# %% but not
dx = 0
dy = 0

# %% PARTS returns-swapped-order: matmul_grad
dW, dX = W.T @ dD, dD @ X.T
# %% but not
dW = W.T @ dD

# %% PARTS another-gradient: max_gate
def backward(self, dz):
    dx = np.where(self.x_wins, dz, 0)
    return [dx, dx]
# %% but not
def backward(self, dz):
    dx = np.where(self.x_wins, dz, 0)
    return [dx, 2 * dx]

# %% PARTS bias-grad-not-summed: affine
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout
    return dout @ self.W.T
# %% but not
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout[:1]
    return dout @ self.W.T

# %% PARTS grad-transposed: matmul_grad
dW = X @ dD.T
# %% but not
dW = (dD @ X.T).reshape(W.T.shape)

# %% PARTS reshape-instead-of-transpose: matmul_grad
dW = (X @ dD.T).reshape(W.shape)
# %% but not
dW = (X @ dD.T).reshape(W.shape)[::-1]

# %% PARTS grad-accumulates-across-calls: multiply_gate
class MultiplyGate:
    def __init__(self):
        self.dx = 0
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y
    def backward(self, dz):
        self.dx = self.dx + self.y * dz
        return [self.dx, self.x * dz]
# %% but not
class MultiplyGate:
    def __init__(self):
        self.dx = 1
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y
    def backward(self, dz):
        self.dx = self.dx * self.y * dz
        return [self.dx, self.x * dz]

# %% PARTS stale-cache: multiply_gate
class MultiplyGate:
    def __init__(self):
        self.dx = None
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y
    def backward(self, dz):
        self.dx = self.y * dz if self.dx is None else self.dx
        return [self.dx, self.x * dz]
# %% but not
class MultiplyGate:
    def __init__(self):
        self.kept = None
    def forward(self, x, y):
        self.kept = self.kept or y
        self.x = x
        return x * y
    def backward(self, dz):
        return [self.kept * dz, self.x * dz]

# %% PARTS grad-averaged: matmul_grad
dW = dD @ X.T / len(dD)
# %% but not
dW = dD @ X.T / 7

# %% PARTS abs-applied: multiply_gate
dx = abs(self.y * dz)
# %% but not
dx = abs(self.y) * dz

# %% PARTS relu-mask-wrong: relu
def forward(self, x):
    self.mask = x > x.mean()
    return np.maximum(x, 0)
# %% but not
def forward(self, x):
    self.mask = x > 0
    return np.maximum(x, 0)
def backward(self, dout):
    return np.where(self.mask, dout, 0.1 * dout)

# %% PARTS bias-grad-scalar-sum: affine
def backward(self, dout):
    self.dW, self.db = self.x.T @ dout, dout.sum()
    return dout @ self.W.T
# %% but not
def backward(self, dout):
    self.dW, self.db = self.x.T @ dout, dout.mean()
    return dout @ self.W.T

# %% PARTS hard-coded-size: neuron
dweights = np.array([ds * self.inputs[0], ds * self.inputs[1]])
# %% but not
dweights = np.array([ds * self.inputs[1], ds * self.inputs[0]])

# %% PARTS shape-lost: matmul_grad
dW = (dD @ X.T).ravel()
# %% but not
dW = (X @ dD.T).ravel()

# %% PARTS precision-lost: multiply_gate
dx = np.round(self.y * dz, 3)
# %% but not
dx = self.y * dz * (1 + 1e-6)

# %% PARTS dtype-int-truncation: multiply_gate
def backward(self, dz):
    dx = np.zeros_like(self.y)
    dx[...] = self.y * dz
    return [dx, self.x * dz]
# %% but not
dx = np.round(self.y * dz)

# %% PARTS mutates-output-cache: multiply_gate
def backward(self, dz):
    self.x, self.y = self.x * dz, self.y * dz
    return [self.y, self.x]
# %% but not
def backward(self, dz):
    self.x, self.y = 2 * self.x * dz, 2 * self.y * dz
    return [self.y, self.x]

# %% PARTS upstream-squared: multiply_gate
dx = self.y * dz * dz
# %% but not
dx = self.y * self.y * dz

# %% PARTS mask-from-upstream: relu
def backward(self, dout):
    return np.where(self.mask, np.maximum(dout, 0), 0)
# %% but not
def backward(self, dout):
    return np.maximum(dout, 0)

# %% PARTS stale-cache: multiply_gate
class MultiplyGate:
    kept = None
    def forward(self, x, y):
        if self.kept is None:
            self.kept = (x, y)
        return x * y
    def backward(self, dz):
        return [self.kept[1] * dz, self.kept[0] * dz]
# %% but not
class MultiplyGate:
    def forward(self, x, y):
        self.kept = (x, y)
        return x * y
    def backward(self, dz):
        return [self.kept[1], self.kept[0]]

# %% PARTS shared-class-state: multiply_gate
def forward(self, x, y):
    MultiplyGate.x, MultiplyGate.y = x, y
    return x * y
# %% but not
def forward(self, x, y):
    self.x, self.y = y, x
    return x * y

# %% SECONDS upstream-ignored: multiply_gate
dx = self.y
# %% but not
dx = self.y * dz + 1

# %% SECONDS sign-flipped: multiply_gate
dx = -self.y * dz
# %% but not
dx = -self.y

# %% SECONDS grad-transposed: matmul_grad
dW = X @ dD.T
# %% but not
dW = (X @ dD.T).reshape(W.shape)

# %% SECONDS batch-not-averaged: softmax_with_loss
def backward(self, dout=1):
    return self.y - self.t
# %% but not
def backward(self, dout=1):
    return (self.y - self.t) / self.t.shape[1]

# %% SECONDS loss-not-averaged: softmax_with_loss
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return -np.sum(t * np.log(self.y))
# %% but not
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return -2 * np.sum(t * np.log(self.y)) / len(x)

# %% SECONDS grad-averaged: matmul_grad
dW = dD @ X.T / len(dD)
# %% but not
dW = dD @ X.T / 7
