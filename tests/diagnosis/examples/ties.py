# %% TIES softmax-no-max-shift: softmax_with_loss
y = x - np.max(x)
# %% but not
class SoftmaxWithLoss:
    def forward(self, x, t):
        return np.exp(x)

# %% TIES abs-applied: relu
def forward(self, x):
    return x
# %% but not
def forward(self, x):
    return np.abs(x)

# %% TIES relu-mask-wrong: two_layer_net
def gradient(self, x, t):
    return self.affine.backward(self.loss.backward(1))
# %% but not
def gradient(self, x, t):
    return self.affine.backward(dout * (x > 0))

# %% TIES upstream-added: add_gate
def backward(self, dz):
    return 2 * dz, 2 * dz
# %% but not
def backward(self, dz):
    return dz + dz, dz + dz

# %% TIES grad-not-stored: backward
def backward(self):
    for function in self.functions():
        function.input.grad = function.backward(function.output.grad)
# %% but not
def backward(self):
    for function in self.functions():
        gradient = function.backward(function.output.grad)

# %% TIES graph-one-level: value
def backward(self):
    for node in reversed(self.in_order()):
        node.step()
# %% but not
def backward(self):
    for parent, local in self.parents:
        parent.grad += local * self.grad

# %% TIES upstream-partial: neuron
def backward(self, dout):
    return self.weights, self.inputs, 1.0
# %% but not
def backward(self, dout):
    return dout * self.weights, self.inputs, 1.0

# %% TIES name-typo: relu
class Relu:
    def __init__(self):
        self.mask = None
    def forward(self, x):
        self.maks = x <= 0
        return np.where(self.maks, 0, x)
    def backward(self, dout):
        dout[self.mask] = 0
        return dout
# %% but not
class Relu:
    def __init__(self):
        self.mask = None
    def forward(self, x):
        self.inputs = x
        return np.maximum(x, 0)
    def backward(self, dout):
        dout[self.mask] = 0
        return dout

# %% TIES attribute-name-mismatch: affine
self.dw = self.x.T @ dout
# %% but not
self.W = W

# %% TIES returns-swapped-order: multiply_gate
def backward(self, dz):
    dx, dy = self.y * dz, self.x * dz
    return [dy, dx]
# %% but not
def backward(self, dz):
    dx, dy = self.x * dz, self.y * dz
    return [dx, dy]

# %% TIES returns-none: function
def __call__(self, input):
    return input
# %% but not
def __call__(self, input):
    Variable(input.data)

# %% TIES mutates-output-cache: relu
def forward(self, x):
    self.out = np.zeros_like(x)
    return np.maximum(x, 0)
# %% but not
def backward(self, dout):
    self.out[...] = dout
    return self.out

# %% TIES inverse-operation: product
dfdx = f / x
# %% but not
dfdx = x

# %% TIES inverse-operation: exp
def backward(self, gy):
    return gy / np.exp(self.input.data)
# %% but not
def backward(self, gy):
    return gy * np.exp(-self.input.data)

# %% TIES fork-branch-missing: staged
def staged(x, y):
    dx = y
    return x, dx, dx
# %% but not
def staged(x, y):
    dx = y
    dx = x
    return x, dx, dx

# %% TIES overwrite-instead-of-accumulate: staged
def staged(x, y):
    dx = y
    return x, dx, dx
# %% but not
def staged(x, y):
    dx = y
    dx = x
    return x, dx, dx

# %% TIES overwrite-instead-of-accumulate: staged
def staged(x, y):
    dx = y
    dx = x
    return x, dx, dx
# %% but not
def staged(x, y):
    y = x
    y = 2 * y
    dx = y
    return x, dx, dx

# %% TIES quotient-rule-order: staged
dx = (num * dsigx - dnum * den) / den ** 2
# %% but not
dx = -dsigx / den

# %% TIES quotient-rule-sign: staged
dx = (num * dsigx + dnum * den) / den ** 2
# %% but not
dx = dsigx / den ** 2

# %% TIES grad-averaged: l2_norm
dq = 2 * q / len(q)
# %% but not
dq = q

# %% TIES reshape-instead-of-transpose: matmul_grad
dW = dD @ X.reshape(X.shape[::-1])
# %% but not
dW = dD @ X

# %% TIES matmul-order-swapped: matmul_grad
dW = X @ dD.T
# %% but not
dW = X @ dD

# %% TIES attribute-name-mismatch: define_by_run
def set_creator(self, func):
    self.maker = func
# %% but not
def set_creator(self, func):
    pass

# %% TIES diff-mutates-x: numerical_diff
def numerical_diff(f, x, eps=1e-4):
    x.data = x.data + eps
    return f(x).data
# %% but not
def numerical_diff(f, x, eps=1e-4):
    return f(Variable(x.data + eps)).data
