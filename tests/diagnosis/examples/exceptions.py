# %% EXCEPTIONS name-typo: multiply_gate
class MultiplyGate:
    def forward(self, x, y):
        return x * y
    def backward(slef, dz):
        return [self.y * dz, self.x * dz]
# %% but not
class MultiplyGate:
    def forward(self, x, y):
        return x * y
    def backward(dz, this):
        return [self.y * dz, self.x * dz]

# %% EXCEPTIONS undefined-name: softmax_with_loss
def cross_entropy_error(x, t):
    return -np.sum(t * np.log(self.y)) / len(x)
# %% but not
def backward(this, dout=1):
    return dout * (self.y - this.t) / len(this.t)

# %% EXCEPTIONS method-missing-self: multiply_gate
class MultiplyGate:
    def forward(self, x, y):
        return x * y
    def backward(gate, dz):
        return [self.y * dz, self.x * dz]
# %% but not
class MultiplyGate:
    def forward(self, x, y):
        return x * y
    def backward(sefl, dz):
        return [self.y * dz, self.x * dz]

# %% EXCEPTIONS name-typo: multiply_gate
class MultiplyGates:
    def forward(self, x, y):
        return x * y
# %% but not
class Product:
    def forward(self, x, y):
        return x * y

# %% EXCEPTIONS missing-variable: multiply_gate
class Product:
    def forward(self, x, y):
        return x * y
# %% but not
class MultiplyGatee:
    def forward(self, x, y):
        return x * y

# %% EXCEPTIONS name-typo: softmax_with_loss
from common.functions import softmx
class SoftmaxWithLoss:
    def forward(self, x, t):
        self.t, self.y = t, softmx(x)
        return 0.0
# %% but not
from my_file import softmx
class SoftmaxWithLoss:
    def forward(self, x, t):
        self.t, self.y = t, softmx(x)
        return 0.0

# %% EXCEPTIONS missing-self-prefix: multiply_gate
def backward(self, dz):
    dx = y * dz
    y = self.x
    return [dx, y * dz]
# %% but not
def backward(self, dz):
    dx = factor * dz
    factor = self.x
    return [dx, factor * dz]

# %% EXCEPTIONS missing-self-prefix: relu
def forward(self, x):
    self.mask = positive(x)
    return np.where(self.mask, x, 0)
def positive(self, x):
    return x > 0
# %% but not
def forward(self, x):
    self.mask = self.positive(x)
    return np.where(self.mask, x, zero)
def positive(self, x):
    return x > 0

# %% EXCEPTIONS use-before-assignment: staged
xpysqr = power ** 2
power = xpy
# %% but not
xpysqr = power ** 2

# %% EXCEPTIONS missing-variable: chain_rule
class Nothing:
    pass
x, y, z = -2, 5, -4
q, f = x + y, (x + y) * z
dfdz = q
dfdx = dfdq * 1
dfdy = dfdq * 1
# %% but not
class Nothing:
    pass
x, y, z = -2, 5, -4
q, f = x + y, (x + y) * z
dfdz = q
dfqd = z
dfdx = dfdq * 1
dfdy = dfdq * 1

# %% EXCEPTIONS undefined-name: affine
def __init__(self, W, b):
    self.W = w
    self.b = b
# %% but not
def __init__(self, weights, b):
    self.W = weigths
    self.b = b

# %% EXCEPTIONS name-typo: affine
def __init__(self, weights, b):
    self.W = weigths
    self.b = b
# %% but not
def __init__(self, weights, b):
    self.W = matrix
    self.b = b

# %% EXCEPTIONS missing-self-prefix: multiply_gate
dx = y * dz
# %% but not
dx = other * dz

# %% EXCEPTIONS cache-local-variable: multiply_gate
def forward(self, x, y):
    factor = y
    self.x = x
    return x * y
dx = factor * dz
# %% but not
def forward(self, x, y):
    self.factor = y
    self.x = x
    return x * y
dx = factor * dz

# %% EXCEPTIONS missing-self-prefix: relu
def forward(self, values):
    return np.maximum(values, 0)
def backward(self, dout):
    return dout * (values > 0)
# %% but not
def forward(self, values):
    return np.maximum(values, 0)
def backward(self, dout):
    return dout * (value > 0)

# %% EXCEPTIONS undefined-name: sigmoid
def backward(self, x):
    return gradient * self.out * (1 - self.out)
# %% but not
def backward(self, dout):
    return gradient * self.out * (1 - self.out) + dout

# %% EXCEPTIONS name-typo: staged
sigy = 1.0 / (1 + npp.exp(-y))
# %% but not
sigy = 1.0 / (1 + math.exp(-y))

# %% EXCEPTIONS undefined-name: staged
sigy = 1.0 / (1 + math.exp(-y))
# %% but not
sigy = 1.0 / (1 + nd.exp(-y))

# %% EXCEPTIONS name-typo: staged
sigy = 1.0 / (1 + np.expp(-y))
# %% but not
sigy = 1.0 / (1 + y.exp())

# %% EXCEPTIONS inheritance-missing: square
class Square:
    def forward(self, x):
        return x ** 2
# %% but not
class Square(Function):
    def foward(self, x):
        return x ** 2

# %% EXCEPTIONS returns-none: function
def __call__(self, input):
    self.input = input
    output = Variable(as_array(self.forward(input.data)))
# %% but not
def as_array(x):
    return None

# %% EXCEPTIONS prints-not-returns: functional
def square(x):
    return Square()(shown(x))
def shown(x):
    print(x)
# %% but not
def square(x):
    return Square()(shown(x))
def shown(x):
    pass

# %% EXCEPTIONS returns-none: functional
def square(x):
    return Square()(shown(x))
def shown(x):
    x.data
# %% but not
def square(x):
    return Square()(shown(x))
def shown(x):
    print(x)

# %% EXCEPTIONS returns-none: function
def __call__(self, input):
    return None
# %% but not
def __call__(self, input):
    return self.forward(None.data)

# %% EXCEPTIONS leaf-not-guarded: backward
def backward(self):
    self.grad = np.ones_like(self.data)
    func = self.creator
    while True:
        func.input.grad = func.backward(func.output.grad)
        func = func.input.creator
# %% but not
def backward(self):
    self.grad = np.ones_like(self.data)
    None.start

# %% EXCEPTIONS missing-self-prefix: neuron
class Neuron:
    def __init__(self, weights, bias):
        self.weights, self.bias = np.array(weights), bias
    def forward(self, inputs):
        self.input = inputs
        return input.sum()
# %% but not
class Neuron:
    def __init__(self, weights, bias):
        self.weights, self.bias = np.array(weights), bias
    def forward(self, inputs):
        return input.sum()

# %% EXCEPTIONS parentheses-missing: relu
def backward(self, dout):
    return dout.copy.clip(0)
# %% but not
def backward(self, dout):
    return print.clip(0)

# %% EXCEPTIONS name-typo: affine
def forward(self, x):
    self.x = x.reshpe(x.shape[0], -1)
    return self.x @ self.W + self.b
# %% but not
def forward(self, x):
    self.x = x.numbers
    return self.x @ self.W + self.b

# %% EXCEPTIONS name-typo: relu
class Relu:
    def forwrd(self, x):
        return np.maximum(x, 0)
# %% but not
class Relu:
    def activate(self, x):
        return np.maximum(x, 0)

# %% EXCEPTIONS method-missing: multiply_gate
class MultiplyGate:
    def forward(self, x, y):
        return x * y
# %% but not
class MultiplyGate:
    def forward(self, x, y):
        return x * y
    def backwrd(self, dz):
        return [dz, dz]

# %% EXCEPTIONS attribute-name-mismatch: affine
def __init__(self, W, b):
    self.W, self.b = W, b
def backward(self, dout):
    self.dw = self.x.T @ dout
# %% but not
def __init__(self, W, b):
    self.W, self.b = W, b
def backward(self, dout):
    self.slope = self.x.T @ dout

# %% EXCEPTIONS name-typo: variable
def __init__(self, data):
    self.date = data
# %% but not
def __init__(self, data):
    self.array = data

# %% EXCEPTIONS dunder-typo: variable
class Variable:
    def __inti__(self, values=None):
        self.values = values
    def __new__(cls, data):
        return object.__new__(cls)
# %% but not
class Variable:
    def setup(self, values=None):
        self.values = values
    def __new__(cls, data):
        return object.__new__(cls)

# %% EXCEPTIONS attribute-name-mismatch: affine
def __init__(self, W, b):
    self.W, self.b = W, b
def backward(self, dout):
    self.grad_W, self.grad_b = self.x.T @ dout, dout.sum(axis=0)
    return dout @ self.W.T
# %% but not
def __init__(self, W, b):
    self.W, self.b = W, b
def backward(self, dout):
    self.result = dout @ self.W.T
    return dout @ self.W.T

# %% EXCEPTIONS cache-local-variable: variable
def __init__(self, data):
    grad = None
    self.data = data
# %% but not
def __init__(self, data):
    self.data = data

# %% EXCEPTIONS param-grad-not-stored: affine
def __init__(self, W, b):
    self.W, self.b = W, b
def backward(self, dout):
    slope = self.x.T @ dout
    return dout @ self.W.T
# %% but not
def __init__(self, W, b):
    self.W, self.b = W, b
def backward(self, dout):
    self.dw = self.x.T @ dout
    return dout @ self.W.T

# %% EXCEPTIONS dunder-typo: multiply_gate
class MultiplyGate:
    def __int__(self):
        self.kept = []
    def forward(self, x, y):
        self.kept.append((x, y))
        return x * y
# %% but not
class MultiplyGate:
    def prepare(self):
        self.kept = []
    def forward(self, x, y):
        self.kept.append((x, y))
        return x * y

# %% EXCEPTIONS superfluous-self: sigmoid
def backward(self, dout):
    return self.dout * self.out * (1 - self.out)
# %% but not
def backward(self, gradient):
    return self.dout * self.out * (1 - self.out)

# %% EXCEPTIONS name-typo: sigmoid
def forward(self, x):
    self.slpoe = 1 / (1 + np.exp(-x))
    return self.slpoe
def backward(self, dout):
    dx = dout * self.slope
    self.slope = dx
    return dx
# %% but not
def forward(self, x):
    self.out = 1 / (1 + np.exp(-x))
    return self.out
def backward(self, dout):
    dx = dout * self.slope
    self.slope = dx
    return dx

# %% EXCEPTIONS use-before-assignment: sigmoid
def forward(self, x):
    return 1 / (1 + np.exp(-x))
def backward(self, dout):
    dx = dout * self.slope
    self.slope = dx
    return dx
# %% but not
def forward(self, x):
    return 1 / (1 + np.exp(-x))
def backward(self, dout):
    return dout * self.slope

# %% EXCEPTIONS attribute-name-mismatch: square
class Square(Function):
    def forward(self, x):
        return x**2
    def backward(self, gy):
        return 2 * self.inputs.data * gy
# %% but not
class Square(Function):
    def forward(self, x):
        return x**2
    def backward(self, gy):
        return 2 * self.number.data * gy

# %% EXCEPTIONS attribute-name-mismatch: relu
def forward(self, x):
    self.masks = x > 0
    return np.maximum(x, 0)
# %% but not
def forward(self, x):
    self.positive = x > 0
    return np.maximum(x, 0)

# %% EXCEPTIONS name-typo: relu
def forward(self, x):
    self.Positive = x > 0
    return np.maximum(x, 0)
def backward(self, dout):
    return dout * self.positive
# %% but not
def forward(self, x):
    self.negative = x <= 0
    return np.maximum(x, 0)
def backward(self, dout):
    return dout * self.positive

# %% EXCEPTIONS attribute-name-mismatch: relu
class Relu:
    def forward(self, x):
        return np.maximum(x, 0)
    def backward(self, dout):
        return dout * self.Mask
# %% but not
class Relu:
    def forward(self, x):
        return np.maximum(x, 0)
    def backward(self, dout):
        return dout * self.masks_of_x

# %% EXCEPTIONS name-typo: relu
def backward(self, dout):
    return dout * self.maks
# %% but not
def backward(self, dout):
    return dout * self.positive

# %% EXCEPTIONS attribute-name-mismatch: multiply_gate
class MultiplyGate:
    def forward(self, x, y):
        self.first, self.second = x, y
        self.a = x
        self.b = y
        return x * y
    def backward(self, dz):
        return [self.y * dz, self.x * dz]
# %% but not
class MultiplyGate:
    def forward(self, x, y):
        self.a = x + y
        return x * y
    def backward(self, dz):
        return [self.y * dz, self.x * dz]

# %% EXCEPTIONS cache-local-variable: relu
def forward(self, x):
    positive = x > 0
    return np.maximum(x, 0)
def backward(self, dout):
    return dout * self.positive
# %% but not
def forward(self, x):
    return np.maximum(x, 0)
def backward(self, dout):
    return dout * self.positive

# %% EXCEPTIONS undefined-name: sigmoid
def forward(self, x):
    self.out = self.logistic(x)
    return self.out
# %% but not
def forward(self, x):
    self.out = 1 / (1 + np.exp(-self.shifted))
    return self.out

# %% EXCEPTIONS dunder-typo: function
class Function:
    def __cal__(self, input):
        return Variable(self.forward(input.data))
    def forward(self, x):
        raise NotImplementedError()
def as_array(x):
    return x
# %% but not
class Function:
    def apply(self, input):
        return Variable(self.forward(input.data))
    def forward(self, x):
        raise NotImplementedError()
def as_array(x):
    return x

# %% EXCEPTIONS value-called: relu
def forward(self, x):
    self.rows = x.shape(0)
    return x
# %% but not
def forward(self, x):
    self.rows = None(0)
    return x

# %% EXCEPTIONS name-typo: multiply_gate
import abc
class Gate(abc.ABC):
    @abc.abstractmethod
    def forward(self, x, y): ...
class MultiplyGate(Gate):
    def forwards(self, x, y):
        return x * y
# %% but not
class Gate:
    def forward(self, x, y): ...
class MultiplyGate(Gate):
    def forwards(self, x, y):
        return x * y

# %% EXCEPTIONS name-typo: value
class Value:
    def __init__(self, data, parents=()):
        self.data, self.parents, self.grad = data, parents, 0.0
    def __neg__(self):
        return Value(-self.data, ((self, -1.0),))
    def __add__(self, other):
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))
    def __mul__(self, other):
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))
    def __subb__(self, other):
        return self + -other
    def backward(self):
        self.grad = 1.0
        for parent, local in self.parents:
            parent.grad += local
# %% but not
class Value:
    def __init__(self, data, parents=()):
        self.data, self.parents, self.grad = data, parents, 0.0
    def __neg__(self):
        return Value(-self.data, ((self, -1.0),))
    def __add__(self, other):
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))
    def __mul__(self, other):
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))
    def backward(self):
        self.grad = 1.0
        for parent, local in self.parents:
            parent.grad += local

# %% EXCEPTIONS method-missing: value
class Value:
    def __init__(self, data, parents=()):
        self.data, self.parents, self.grad = data, parents, 0.0
    def __neg__(self):
        return Value(-self.data, ((self, -1.0),))
    def __add__(self, other):
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))
    def __mul__(self, other):
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))
    def backward(self):
        self.grad = 1.0
        for parent, local in self.parents:
            parent.grad += local
# %% but not
class Value:
    def __init__(self, data, parents=()):
        self.data, self.parents, self.grad = data, parents, 0.0
    def __neg__(self):
        return Value(-self.data, ((self, -1.0),))
    def __add__(self, other):
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))
    def __mul__(self, other):
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))
    def __subb__(self, other):
        return self + -other
    def backward(self):
        self.grad = 1.0
        for parent, local in self.parents:
            parent.grad += local

# %% EXCEPTIONS diff-data-not-unwrapped: numerical_diff
def numerical_diff(f, x, eps=1e-4):
    return (f(Variable(as_array(x.data + eps))) - f(x)) / eps
# %% but not
def backward(self, gy):
    return 2 * self.input * gy

# %% EXCEPTIONS variable-not-unwrapped: square
def backward(self, gy):
    return 2 * self.input * gy
# %% but not
def backward(self, gy):
    return 2 * self.input.data + None

# %% EXCEPTIONS prints-not-returns: function
def as_array(x):
    print(np.array(x))
    return x
# %% but not
def as_array(x):
    return x

# %% EXCEPTIONS returns-none: function
def as_array(x):
    return x
def shown(x):
    np.array(x)
# %% but not
def as_array(x):
    return x

# %% EXCEPTIONS returns-variable: square
def backward(self, gy):
    return Variable(2 * self.input.data * gy)
# %% but not
def backward(self, gy):
    return 2 * Variable(self.input.data * gy).data

# %% EXCEPTIONS as-array-missing: function
def as_array(x):
    return x
# %% but not
def as_array(x):
    print(np.array(x))
    return x

# %% EXCEPTIONS name-typo: affine
def backward(self, dout):
    self.db = np.sum(dout, axix=0)
# %% but not
def backward(self, dout):
    self.db = np.sum(dout, columns=0)

# %% EXCEPTIONS dunder-typo: affine
class Affine:
    def _init_(self, W, b):
        self.W, self.b = W, b
    def forward(self, x):
        return x @ self.W + self.b
# %% but not
class Affine:
    def keep(self, W, b):
        self.W, self.b = W, b
    def forward(self, x):
        return x @ self.W + self.b

# %% EXCEPTIONS method-missing-self: multiply_gate
class MultiplyGate:
    def forward(x, y):
        return x * y
    def backward(self, dz):
        return [dz, dz]
# %% but not
class MultiplyGate:
    def forward(self, x):
        return x
    def backward(self, dz):
        return [dz, dz]

# %% EXCEPTIONS constructor-parameters: affine
def __init__(self):
    self.x = None
# %% but not
def backward(self):
    return self.x

# %% EXCEPTIONS method-parameters: sigmoid
def backward(self):
    return self.out * (1 - self.out)
# %% but not
def backward(self, dout):
    return np.sum(dout, 0, None, None, False, 0, True, 1)

# %% EXCEPTIONS parentheses-missing: shopping
mul_apple = MulLayer
# %% but not
apple_price = mul_apple.forward(apple)

# %% EXCEPTIONS parentheses-missing: relu
def forward(self, x):
    out = x.copy
    out[x < 0] = 0
    return out
# %% but not
def forward(self, x):
    out = np.array
    return 2 * abs

# %% EXCEPTIONS returns-none: two_layer_net
def gradient(self, x, t):
    self.loss(x, t)
# %% but not
def loss(self, x, t):
    self.predict(x)
    return None + 1

# %% EXCEPTIONS use-before-assignment: multiply_gate
class MultiplyGate:
    x = y = None
    def forward(self, x, y):
        out = self.x * self.y
        self.x, self.y = x, y
        return out
    def backward(self, dz):
        return [self.y * dz, self.x * dz]
# %% but not
class MultiplyGate:
    x = y = None
    def forward(self, x, y):
        return self.x * self.y
    def backward(self, dz):
        return [self.y * dz, self.x * dz]

# %% EXCEPTIONS grad-not-seeded: backward
def backward(self):
    func = self.creator
    func.input.grad = func.backward(self.grad)
# %% but not
def backward(self):
    self.grad = None
    func = self.creator
    func.input.grad = func.backward(self.grad)

# %% EXCEPTIONS prints-not-returns: sigmoid
def forward(self, x):
    self.out = 1 / (1 + self.power(x))
    return self.out
def power(self, x):
    print(np.exp(-x))
# %% but not
def forward(self, x):
    self.out = 1 / (1 + self.power(x))
    return self.out
def power(self, x):
    np.exp(-x)

# %% EXCEPTIONS returns-none: sigmoid
def forward(self, x):
    self.out = 1 / (1 + self.power(x))
    return self.out
def power(self, x):
    np.exp(-x)
# %% but not
def forward(self, x):
    self.out = 1 / (1 + self.power(x))
    return self.out
def power(self, x):
    print(np.exp(-x))

# %% EXCEPTIONS attribute-name-mismatch: sigmoid
def __init__(self):
    self.out = None
def forward(self, x):
    self.Out = 1 / (1 + np.exp(-x))
    return self.Out
# %% but not
def __init__(self):
    self.out = None
def forward(self, x):
    self.rate = 1 / (1 + np.exp(-x))
    return self.rate

# %% EXCEPTIONS name-typo: multiply_gate
class MultiplyGate:
    def __init__(self):
        self.first = self.second = None
    def forward(self, x, y):
        self.first = x
        self.secnod = y
        return x * y
    def backward(self, dz):
        return [self.second * dz, self.first * dz]
# %% but not
class MultiplyGate:
    def __init__(self):
        self.first = self.second = None
    def forward(self, x, y):
        self.first = x
        return x * y
    def backward(self, dz):
        return [self.second * dz, self.first * dz]

# %% EXCEPTIONS attribute-name-mismatch: sigmoid
def __init__(self):
    self.out = None
def forward(self, x):
    out = 1 / (1 + np.exp(-x))
    self.rate = out
    return out
# %% but not
def __init__(self):
    self.out = None
def forward(self, x):
    out = 1 / (1 + np.exp(-x))
    self.rate = 2 * out
    return out

# %% EXCEPTIONS cache-local-variable: sigmoid
def __init__(self):
    self.out = None
def forward(self, x):
    out = 1 / (1 + np.exp(-x))
    return out
# %% but not
def __init__(self):
    self.out = None
def forward(self, x):
    return 1 / (1 + np.exp(-x))

# %% EXCEPTIONS scalar-math-on-array: sigmoid
import math
def forward(self, x):
    return 1 / (1 + math.exp(-x))
# %% but not
def forward(self, x):
    return [0.0][x]

# %% EXCEPTIONS name-typo: two_layer_net
def gradient(self, x, t):
    return {"W11": 1, "b1": 1, "W2": 1, "b2": 1}
# %% but not
def gradient(self, x, t):
    return {"b1": 1, "W2": 1, "b2": 1}

# %% EXCEPTIONS missing-variable: two_layer_net
def gradient(self, x, t):
    return {"b1": 1, "W2": 1, "b2": 1}
# %% but not
def gradient(self, x, t):
    return {"w1": 1, "b1": 1, "W2": 1, "b2": 1}

# %% EXCEPTIONS name-typo: two_layer_net
def predict(self, x):
    return x @ self.params['w1']
# %% but not
def predict(self, x):
    return x @ self.params['weights']

# %% EXCEPTIONS name-typo: square
class Square(Function):
    def forward(self, x):
        return x ** 2
    def backwrd(self, gy):
        return 2 * self.input.data * gy
# %% but not
class Square(Function):
    def forward(self, x):
        return x ** 2
    def gradient(self, gy):
        return 2 * self.input.data * gy

# %% EXCEPTIONS scalar-branch-on-array: relu
def forward(self, x):
    if x > 0:
        return x
    return 0
# %% but not
def forward(self, x):
    raise ValueError("no")

# %% EXCEPTIONS dtype-int-truncation: matmul_grad
def matmul_backward(W, X, dD):
    dW = np.zeros(W.shape, dtype=int)
    dW += dD @ X.T
    return dW, W.T @ dD
# %% but not
def matmul_backward(W, X, dD):
    dW = np.zeros(W.shape)
    dW += dD @ X
    return dW, W.T @ dD

# %% EXCEPTIONS label-not-subtracted: softmax_with_loss
def backward(self, dout=1):
    dx = self.y.copy()
    dx[np.arange(len(dx))][self.t.argmax(axis=1)] -= 1
    return dx / len(dx)
# %% but not
def backward(self, dout=1):
    dx = self.y.copy()
    dx[0][self.t.argmax(axis=1)] -= 1
    dx[len(dx)] = 0
    return dx / len(dx)

# %% EXCEPTIONS one-hot-as-index: softmax_with_loss
def backward(self, dout=1):
    dx = self.y.copy()
    dx[np.arange(len(dx)), self.t.astype(int)] -= 1
    return dx / len(dx)
# %% but not
def backward(self, dout=1):
    dx = self.y.copy()
    dx[np.arange(len(dx)), self.t.argmax(axis=1)] -= 2
    return dx / len(dx)

# %% EXCEPTIONS calls-itself: sigmoid
def forward(self, x):
    self.out = self.forward(x)
    return self.out
# %% but not
def forward(self, x, rounds=5000):
    if rounds:
        self.forward(x, rounds - 1)
    self.out = 1 / (1 + np.exp(-x))
    return self.out

# %% EXCEPTIONS parentheses-missing: matmul_grad
dX = W.transpose @ dD
# %% but not
dX = W @ dD

# %% EXCEPTIONS uses-globals: affine
X = np.ones((7, 9))
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b
    def forward(self, x):
        return x @ self.W + self.b
    def backward(self, dout):
        self.dW = X.T @ dout
# %% but not
X = np.ones((7, 9))
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b
    def forward(self, x):
        self.x = x
        return x @ self.W + self.b
    def backward(self, dout):
        self.dW = self.x @ dout

# %% LATER forgot-cache: affine
def __init__(self, W, b):
    self.W, self.b = W, b
    self.x = None
def forward(self, x):
    return x @ self.W + self.b
# %% but not
def __init__(self, W, b):
    pass
def forward(self, x):
    self.x = None
    return x @ self.W + self.b

# %% LATER forgot-cache: multiply_gate
def __init__(self):
    pass
def forward(self, x, y):
    return x * y
# %% but not
def forward(self, x, y):
    self.x, self.y = x, y
    del self.y
    return x * y

# %% LATER undefined-name: sigmoid
def forward(self, x):
    self.out = 1 / (1 + np.exp(-self.shifted))
    return self.out
# %% but not
def backward(self, dout):
    return dout * self.shifted

# %% LATER forgot-cache: multiply_gate
x = None
class MultiplyGate:
    def __init__(self):
        self.x = self.y = None
    def forward(self, x, y):
        return x * y
    def backward(self, dz):
        return [self.y * dz, self.x * dz]
# %% but not
class MultiplyGate:
    def forward(self, x, y):
        return x * y
    def backward(self, dz):
        return [None * dz, dz]
    def __init__(self):
        self.x = self.y = 1

# %% MISFITS reshape-instead-of-transpose: matmul_grad
dW = dD @ X.reshape(X.shape)
# %% but not
dW = dD @ X

# %% MISFITS elementwise-instead-of-matmul: matmul_grad
dW = dD * X.T
# %% but not
dW = np.dot(dD, X)

# %% MISFITS matmul-order-swapped: matmul_grad
dW = X.T @ dD
# %% but not
dW = dD @ X
dX = W @ dD

# %% MISFITS transpose-missing: matmul_grad
dW = dD @ X
# %% but not
dW = dD + X
