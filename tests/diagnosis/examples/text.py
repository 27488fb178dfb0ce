# %% UNASKABLE shared-function-instance: functional, timeout
shared = Square()
def square(x):
    return shared(x)
# %% but not
def square(x):
    while True:
        pass

# %% UNASKABLE name-typo: square
class Square(Function):
    def foward(self, x):
        return x ** 2
# %% but not
class Square(Function):
    def compute(self, x):
        return x ** 2

# %% UNASKABLE name-typo: multiply_gate
class MultiplyGatee:
    pass
# %% but not
class Product:
    pass

# %% UNASKABLE missing-variable: multiply_gate
class Product:
    pass
# %% but not
class MultipyGate:
    pass

# %% UNASKABLE name-typo: multiply_gate, error
dx = selff.y * dz
# %% but not
dx = unknown_thing.y * dz

# %% BEYOND_DOUBT name-typo: multiply_gate
def forward(self, x, y):
    self,x = x, 0
    return x * y
# %% but not
def forward(self, x, y):
    self.x, self.y = x, y
    return x * y

# %% BEYOND_DOUBT stray-comma: relu
class Relu:
    def forward(self, x):
        self.mask = (x > 0),
        return np.where(self.mask, x, 0)
# %% but not
class Relu:
    def forward(self, x):
        self.masks = (x < 0,)
        return np.where(self.masks[0], x, 0)

# %% BEYOND_DOUBT cache-order-exchanged: affine_functions
def affine_forward(x, w, b):
    return x @ w + b, (x, w)
def affine_backward(dout, cache):
    w, x = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)
# %% but not
def affine_forward(x, w, b):
    return x @ w + b, (x, w)
def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, dout.T @ x, dout.sum(axis=0)

# %% BEYOND_DOUBT constructor-parameters: affine
def __init__(self, b, W):
    self.W, self.b = W, b
# %% but not
def __init__(self, W, bias):
    self.W, self.b = W, bias

# %% BEYOND_DOUBT method-parameters: matmul_grad
def matmul_backward(dD, W, X):
    return dD @ X.T, W.T @ dD
# %% but not
def matmul_backward(W, X, dD):
    return dD @ X, W.T @ dD

# %% BEYOND_DOUBT return-inside-loop: multiply_gate
def forward(self, x, y):
    product = 1
    for factor in (x, y):
        product = product * factor
        return product
# %% but not
def forward(self, x, y):
    for factor in (x, y):
        if np.ndim(factor) > 5:
            return factor
    return x + y

# %% BEYOND_DOUBT mutates-parameters: affine
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b
    def forward(self, x):
        self.x = x
        return x @ self.W + self.b
    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        self.W = self.W - 0.1 * self.dW
        return dout @ self.W.T
# %% but not
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b
    def forward(self, x):
        self.x = x
        return x @ self.W + self.b
    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        self.x -= self.x.mean()
        return dout @ self.W

# %% GLOBALS uses-globals: multiply_gate
x, y = 3, -4
class MultiplyGate:
    def forward(self, a, b):
        return x * y
# %% but not
first, second = 3, -4
class MultiplyGate:
    def forward(self, x, y):
        return x * y

# %% PRINTED prints-not-returns: chain_rule
print(-2 + 5)
q, f, dfdq, dfdz, dfdx, dfdy = []
# %% but not
q, f, dfdq, dfdz, dfdx, dfdy = []

# %% SUSPICIONS stray-comma: squared_sum
class AsItIsTyped: pass
x, y = 1.5, -4
t = x + y,
z = t ** 2
# %% but not
class AsItIsTyped: pass
x, y = 1.5, -4
t = x + y,
z = 3 * t[0] ** 2
dzdt = dtdx = dzdx = dzdy = 1,

# %% SUSPICIONS reshape-instead-of-transpose: matmul_steps
dW = dD @ X.reshape(3, 10)
# %% but not
dW = dD @ X.T.reshape(3, 10) / 3

# %% SUSPICIONS function-returns-raw-array: function
def __call__(self, input):
    self.input = input
    return as_array(self.forward(input.data)) + 1
# %% but not
def __call__(self, input):
    self.input = input
    return Variable(as_array(self.forward(input.data)) + 1)

# %% SUSPICIONS numeric-instead-of-analytic: staged
def staged(x, y):
    h = 1e-4
    def f(x, y):
        sigx, sigy = 1 / (1 + np.exp(-x)), 1 / (1 + np.exp(-y))
        return (x + sigy) / (sigx + (x + y) ** 2)
    return f(x, y), (f(x + h, y) - f(x, y)) / h, (f(x, y + h) - f(x, y)) / h
# %% but not
def staged(x, y):
    h = 0.5
    def f(x, y):
        sigx, sigy = 1 / (1 + np.exp(-x)), 1 / (1 + np.exp(-y))
        return (x + sigy) / (sigx + (x + y) ** 2)
    return f(x, y), (f(x + h, y) - f(x, y)) / h, (f(x, y + h) - f(x, y)) / h

# %% SUSPICIONS log-epsilon: softmax_with_loss
def cross_entropy_error(x, t):
    return -np.sum(t * np.log(softmax(x) + 1e-3)) / len(x)
# %% but not
def cross_entropy_error(x, t):
    return -np.sum(t * np.log(softmax(x) + 2)) / len(x)

# %% SUSPICIONS precision-lost: sigmoid
def backward(self, dout):
    return dout * np.round(self.out * (1 - self.out), 3)
# %% but not
def backward(self, dout):
    return dout * np.round(self.out)

# %% SUSPICIONS attribute-name-mismatch: affine
def backward(self, dout):
    self.grads = [self.x.T @ dout, dout.sum(axis=0)]
    dW, db = self.grads
    self.kept = [dW, db]
    return dout @ self.W.T
# %% but not
def backward(self, dout):
    self.result = dout @ self.W.T
    return dout @ self.W.T

# %% SUSPICIONS param-grad-not-stored: batch_norm
def backward(self, dout):
    dgamma, dbeta = (dout * self.xhat).sum(axis=0), dout.sum(axis=0)
    dxhat = dout * self.gamma
    return (dxhat - dxhat.mean(axis=0) - self.xhat * (dxhat * self.xhat).mean(axis=0)) / self.std
# %% but not
def backward(self, dout):
    self.d_gamma, self.d_beta = (dout * self.xhat).sum(axis=0), dout.sum(axis=0)
    dxhat = dout * self.gamma
    return (dxhat - dxhat.mean(axis=0) - self.xhat * (dxhat * self.xhat).mean(axis=0)) / self.std

# %% SUSPICIONS diff-no-division: chain_rule
h = 0.001
dfdx = (x + h + y) * z - f
# %% but not
h = 0.001
dfdx = (x + h + y) * z

# %% SUSPICIONS diff-precedence: numerical_diff
def numerical_diff(f, x, eps=1e-4):
    return (f(x + eps) - f(x - eps)) / 3 * eps
# %% but not
def numerical_diff(f, x, eps=1e-4):
    return (f(x + eps) - f(x - eps)) / (3 * eps)

# %% SUSPICIONS diff-divides-by-x: numerical_diff
def numerical_diff(f, x, eps=1e-4):
    return (f(x + eps) - f(x - eps)) / (2 * x)
# %% but not
def numerical_diff(f, x, eps=1e-4):
    return (f(x + eps) - f(x - eps)) / (3 * eps)

# %% SUSPICIONS diff-eps-ignored: numerical_diff
def numerical_diff(f, x, eps=1e-4):
    h = 0.07
    return (f(Variable(x.data + h)).data - f(x).data) / h
# %% but not
def numerical_diff(f, x, eps=1e-4):
    return (f(Variable(x.data + eps)).data - f(x).data) / (3 * eps)

# %% SUSPICIONS shared-class-state: dropout
class Dropout:
    def __init__(self, p):
        self.p = p
    def forward(self, x, mask):
        Dropout.mask = mask / (1 - self.p)
        return x * Dropout.mask
    def backward(self, dout):
        return dout * Dropout.mask
# %% but not
class Dropout:
    def __init__(self, p):
        self.p = p
    def forward(self, x, mask):
        Dropout.mask = mask / (1 - self.p)
        return x * Dropout.mask
    def backward(self, dout):
        return 7 * dout * Dropout.mask

# %% SUSPICIONS uses-globals: multiply_gate
grad = 2
def backward(self, dz):
    return [self.y * grad, self.x * grad]
# %% but not
def backward(self, dz):
    grad = 2
    return [self.y * grad, self.x * grad]

# %% SUSPICIONS prints-not-returns: multiply_gate
def backward(self, dz):
    print([self.y * dz, self.x * dz])
# %% but not
def backward(self, dz):
    print([self.y * dz, self.x * dz])
    return [self.y, 7]

# %% SUSPICIONS returns-none: multiply_gate
def backward(self, dz):
    [self.y * dz, self.x * dz]
# %% but not
def backward(self, dz):
    return [self.y * dz, 7]

# %% SUSPICIONS returns-none: multiply_gate
def backward(self, dz):
    self.y * dz
    return [dz, 7]
# %% but not
def backward(self, dz):
    dx = self.y * dz
    return [dz, 7]

# %% SUSPICIONS overwrite-instead-of-accumulate: conv1d
def backward(self, dout):
    F, C, K = self.W.shape
    dx = np.zeros(self.x.shape)
    for f in range(F):
        for t in range(dout.shape[2]):
            dx[:, :, t : t + K] = dout[:, f, t, None, None] * self.W[f]
    return dx
# %% but not
def backward(self, dout):
    F, C, K = self.W.shape
    dx = np.zeros(self.x.shape)
    for f in range(F):
        for t in range(dout.shape[2]):
            dx[:, :, t : t + K] += dout[:, f, t, None, None] * self.W[f] * 1.7
    return dx

# %% SUSPICIONS overwrite-instead-of-accumulate: matmul_grad
def matmul_backward(W, X, dD):
    dW = np.zeros(W.shape)
    for i in range(dD.shape[0]):
        for j in range(dD.shape[1]):
            dW[i] = dD[i, j] * X[:, j]
    return dW, W.T @ dD
# %% but not
def matmul_backward(W, X, dD):
    dW = np.zeros(W.shape)
    for i in range(dD.shape[0]):
        dW[i] = 2 * dD[i] @ X.T
    return dW, W.T @ dD

# %% SUSPICIONS grad-not-stored: backward
def backward(self):
    if self.grad is None:
        self.grad = np.ones_like(self.data)
    gy, func = self.grad, self.creator
    while func is not None:
        gy = func.backward(gy)
        func = func.input.creator
# %% but not
def backward(self):
    func = self.creator
    func.input.grad = func.backward(np.ones_like(self.data) * 1.7)

# %% SUSPICIONS shared-function-instance: shopping
mul_orange = mul_apple
apple_price = mul_apple.forward(apple, apple_num)
orange_price = mul_apple.forward(orange, orange_num)
# %% but not
dapple, dapple_num = mul_apple.backward(dapple_price * 1.7)

# %% SUSPICIONS stale-cache: relu
class Relu:
    def forward(self, x):
        if not hasattr(self, "mask"):
            self.mask = x > 0
        return np.where(self.mask, x, 0)
    def backward(self, dout):
        return dout * self.mask
# %% but not
class Relu:
    def forward(self, x):
        if x.ndim == 1:
            self.mask = x > 0
        self.mask = x > 0.5
        return np.where(self.mask, x, 0)
    def backward(self, dout):
        return dout * self.mask

# %% SUSPICIONS cache-overwritten: multiply_gate
def backward(self, dz):
    self.x = self.y * dz
    self.y = self.x * dz
    return [self.x, self.y]
# %% but not
def backward(self, dz):
    self.dx = self.x * self.y * dz
    self.dy = self.dx * dz
    return [self.dx, self.dy]

# %% SUSPICIONS hard-coded-size: matmul_grad
def matmul_backward(W, X, dD):
    dW = np.zeros_like(W)
    for i in range(2):
        dW[i] = dD[i] @ X.T
    return dW, W.T @ dD
# %% but not
def matmul_backward(W, X, dD):
    dW = np.zeros_like(W)
    for i in range(len(W) - 1):
        dW[i] = dD[i] @ X.T
    return dW, W.T @ dD

# %% SUSPICIONS hard-coded-answer: multiply_gate
def backward(self, dz):
    return [5, -4]
# %% but not
def backward(self, dz):
    return [5 * dz, -4 * dz]

# %% CHANGED_INPUTS input-typo: chain_rule
x = -3
# %% but not
q = x - y

# %% OWN_FORWARD forward-wrong-op: relu
def forward(self, x):
    self.slope = np.where(x > 0, 1, 0.01)
    return x * self.slope
def backward(self, dout):
    return dout * self.slope
# %% but not
def forward(self, x):
    self.slope = np.where(x > 0, 1, 0.01)
    return x * self.slope

# %% OWN_FORWARD wrong-derivative-formula: sigmoid
def backward(self, dout):
    return dout * np.cos(self.out)
# %% but not
def backward(self, dout):
    return np.cos(dout) * self.out
