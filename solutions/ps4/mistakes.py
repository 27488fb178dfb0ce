# The bank of mistakes of ps4: wrong solutions with a name. Never released.
# Each cell replaces the lines of the reference that assign the same names, or its methods and functions of the same name.

# %% variable: type-check-missing
def __init__(self, data):
    self.data = data
    self.grad = None

# %% variable: type-check-missing
def __init__(self, data):
    self.data = None if data is None else np.array(data)
    self.grad = None

# %% variable: type-check-missing
def __init__(self, data):
    if isinstance(data, float):
        raise TypeError('not supported')
    self.data = data
    self.grad = None

# %% variable: type-check-missing
def __init__(self, data):
    if isinstance(data, (int, float)):
        raise TypeError('not supported')
    self.data = data
    self.grad = None

# %% variable: type-check-missing
def __init__(self, data):
    if isinstance(data, list):
        raise TypeError('not supported')
    self.data = data
    self.grad = None

# %% variable: type-check-missing
def __init__(self, data):
    self.data = np.array(data)
    self.grad = None

# %% variable: type-check-missing
def __init__(self, data):
    if isinstance(data, str):
        raise TypeError('not supported')
    self.data = data
    self.grad = None

# %% variable: type-check-missing
def __init__(self, data):
    if data is not None and np.isscalar(data):
        raise TypeError('not supported')
    self.data = data
    self.grad = None

# %% variable: shared-class-state
class Variable(Variable):
    def __init__(self, data):
        super().__init__(data)
        del self.data
        Variable.data = data

# %% function: input-not-remembered
def __call__(self, input):
    return Variable(as_array(self.forward(input.data)))

# %% function: input-not-remembered
def __call__(self, input):
    self.input = input.data
    return Variable(as_array(self.forward(self.input)))

# %% function: function-returns-raw-array
def __call__(self, input):
    self.input = input
    return as_array(self.forward(input.data))

# %% function: function-returns-raw-array
def __call__(self, input):
    self.input = input
    return self.forward(input.data)

# %% function: variable-not-unwrapped
def __call__(self, input):
    self.input = input
    return Variable(as_array(self.forward(input)))

# %% function: as-array-missing
def __call__(self, input):
    self.input = input
    return Variable(self.forward(input.data))

# %% function: returns-none
def __call__(self, input):
    self.input = input
    Variable(as_array(self.forward(input.data)))

# %% function: stale-cache
def __call__(self, input):
    if not hasattr(self, 'input'):
        self.input = input
    return Variable(as_array(self.forward(input.data)))

# %% function: returns-wrong-thing
def __call__(self, input):
    self.input = input
    return input

# %% function: attribute-name-mismatch
def __call__(self, input):
    self.inputs = input
    return Variable(as_array(self.forward(input.data)))

# %% function: returns-none
def as_array(x):
    if np.isscalar(x):
        return np.array(x)

# %% function: as-array-missing
def as_array(x):
    return x

# %% function: shared-class-state
class Function(Function):
    def __call__(self, input):
        Function.input = input
        return Variable(as_array(self.forward(input.data)))

# %% square: upstream-ignored
def backward(self, gy):
    x = self.input.data
    return 2 * x

# %% square: upstream-added
def backward(self, gy):
    x = self.input.data
    return 2 * x + gy

# %% square: upstream-squared
def backward(self, gy):
    x = self.input.data
    return 2 * x * gy * gy

# %% square: square-coefficient-missing
def backward(self, gy):
    x = self.input.data
    return x * gy

# %% square: square-derivative-drops-x
def backward(self, gy):
    x = self.input.data
    return 2 * gy

# %% square: power-rule-wrong
def backward(self, gy):
    x = self.input.data
    return 2 * x ** 2 * gy

# %% square: power-rule-wrong
def backward(self, gy):
    x = self.input.data
    return x ** 2 * gy

# %% square: power-rule-wrong
def backward(self, gy):
    x = self.input.data
    return 2 ** x * gy

# %% square: power-rule-wrong
def backward(self, gy):
    x = self.input.data
    return 3 * x ** 2 * gy

# %% square: power-rule-wrong
def backward(self, gy):
    x = self.input.data
    return x ** 3 / 3 * gy

# %% square: abs-applied
def backward(self, gy):
    x = self.input.data
    return 2 * np.abs(x) * gy

# %% square: abs-applied
def backward(self, gy):
    x = self.input.data
    return np.abs(2 * x * gy)

# %% square: derivative-at-upstream
def backward(self, gy):
    x = self.input.data
    return 2 * gy * gy

# %% square: sign-flipped
def backward(self, gy):
    x = self.input.data
    return -2 * x * gy

# %% square: activation-grad-skipped
def backward(self, gy):
    x = self.input.data
    return gy

# %% square: shape-lost
def backward(self, gy):
    x = self.input.data
    return np.sum(2 * x * gy)

# %% square: shape-lost
def backward(self, gy):
    x = self.input.data
    return np.mean(2 * x * gy)

# %% square: shape-lost
def backward(self, gy):
    x = self.input.data
    return (2 * x * gy).ravel()

# %% square: variable-not-unwrapped
def backward(self, gy):
    x = self.input.data
    return 2 * self.input * gy

# %% square: forward-wrong-op
def forward(self, x):
    return x * 2

# %% square: forward-wrong-op
def forward(self, x):
    return x ** 3

# %% square: forward-wrong-op
def forward(self, x):
    return x

# %% square: forward-wrong-op
def forward(self, x):
    return 2 ** x

# %% square: forward-wrong-op
def forward(self, x):
    return np.sqrt(np.abs(x))

# %% square: forward-wrong-op
def forward(self, x):
    return x ** 0.5

# %% square: forward-wrong-op
def forward(self, x):
    return np.exp(x)

# %% square: forward-wrong-op
def forward(self, x):
    return np.sum(x ** 2)

# %% square: forward-wrong-op
def forward(self, x):
    return x + x

# %% square: forward-wrong-op
def forward(self, x):
    return x ** x

# %% square: forward-wrong-op
def forward(self, x):
    return x ** 3
def backward(self, gy):
    return 3 * self.input.data ** 2 * gy

# %% square: forward-wrong-op
def forward(self, x):
    return x * 2
def backward(self, gy):
    return 2 * gy

# %% square: forward-wrong-op
def forward(self, x):
    return np.exp(x)
def backward(self, gy):
    return np.exp(self.input.data) * gy

# %% exp: upstream-ignored
def backward(self, gy):
    x = self.input.data
    return np.exp(x)

# %% exp: upstream-added
def backward(self, gy):
    x = self.input.data
    return np.exp(x) + gy

# %% exp: upstream-squared
def backward(self, gy):
    x = self.input.data
    return np.exp(x) * gy * gy

# %% exp: exp-grad-uses-input
def backward(self, gy):
    x = self.input.data
    return x * gy

# %% exp: exp-grad-uses-input
def backward(self, gy):
    x = self.input.data
    return x

# %% exp: power-rule-wrong
def backward(self, gy):
    x = self.input.data
    return x * np.exp(x - 1) * gy

# %% exp: power-rule-wrong
def backward(self, gy):
    x = self.input.data
    return np.exp(x - 1) * gy

# %% exp: power-rule-wrong
def backward(self, gy):
    x = self.input.data
    return x * np.exp(x) * gy

# %% exp: power-rule-wrong
def backward(self, gy):
    x = self.input.data
    return 2 * x * gy

# %% exp: power-rule-wrong
def backward(self, gy):
    x = self.input.data
    return np.exp(x) ** 2 * gy

# %% exp: exp-grad-applied-twice
def backward(self, gy):
    x = self.input.data
    return np.exp(np.exp(x)) * gy

# %% exp: derivative-at-upstream
def backward(self, gy):
    x = self.input.data
    return np.exp(gy)

# %% exp: derivative-at-upstream
def backward(self, gy):
    x = self.input.data
    return np.exp(gy) * gy

# %% exp: derivative-at-upstream
def backward(self, gy):
    x = self.input.data
    return np.exp(gy) * x

# %% exp: derivative-at-upstream
def backward(self, gy):
    x = self.input.data
    return np.exp(x * gy)

# %% exp: sign-flipped
def backward(self, gy):
    x = self.input.data
    return -np.exp(x) * gy

# %% exp: sign-flipped
def backward(self, gy):
    x = self.input.data
    return -np.exp(-x) * gy

# %% exp: sign-flipped
def backward(self, gy):
    x = self.input.data
    return np.exp(-x) * gy

# %% exp: activation-grad-skipped
def backward(self, gy):
    x = self.input.data
    return gy

# %% exp: shape-lost
def backward(self, gy):
    x = self.input.data
    return np.sum(np.exp(x) * gy)

# %% exp: shape-lost
def backward(self, gy):
    x = self.input.data
    return np.mean(np.exp(x) * gy)

# %% exp: inverse-operation
def backward(self, gy):
    x = self.input.data
    return np.log(np.abs(x)) * gy

# %% exp: inverse-operation
def backward(self, gy):
    x = self.input.data
    return gy / x

# %% exp: variable-not-unwrapped
def backward(self, gy):
    x = self.input.data
    return np.exp(self.input) * gy

# %% exp: wrong-derivative-formula
def backward(self, gy):
    x = self.input.data
    return np.exp(x) * (1 - np.exp(x)) * gy

# %% exp: forward-wrong-op
def forward(self, x):
    return np.exp(-x)

# %% exp: forward-wrong-op
def forward(self, x):
    return np.exp2(x)

# %% exp: forward-wrong-op
def forward(self, x):
    return 2.718 ** x

# %% exp: forward-wrong-op
def forward(self, x):
    return x ** 2

# %% exp: forward-wrong-op
def forward(self, x):
    return np.log(np.abs(x))

# %% exp: forward-wrong-op
def forward(self, x):
    return np.exp(x) - 1

# %% exp: forward-wrong-op
def forward(self, x):
    return np.exp(2 * x)

# %% exp: forward-wrong-op
def forward(self, x):
    return 2 ** x

# %% exp: forward-wrong-op
def forward(self, x):
    return np.e * x

# %% exp: forward-wrong-op
def forward(self, x):
    return x * np.e

# %% exp: forward-wrong-op
def forward(self, x):
    return np.exp2(x)
def backward(self, gy):
    return np.exp2(self.input.data) * gy

# %% exp: forward-wrong-op
def forward(self, x):
    return x ** 2
def backward(self, gy):
    return 2 * self.input.data * gy

# %% exp: forward-wrong-op
def forward(self, x):
    return np.exp(-x)
def backward(self, gy):
    return -np.exp(-self.input.data) * gy

# %% exp: shared-class-state
class Exp(Exp):
    def forward(self, x):
        Exp.y = np.exp(x)
        return Exp.y
    def backward(self, gy):
        return Exp.y * gy

# %% numerical_diff: diff-divides-by-eps
def numerical_diff(f, x, eps=1e-4):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return (right.data - left.data) / eps

# %% numerical_diff: diff-one-sided
def numerical_diff(f, x, eps=1e-4):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    middle = f(x)
    return (right.data - middle.data) / eps

# %% numerical_diff: diff-one-sided
def numerical_diff(f, x, eps=1e-4):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    middle = f(x)
    return (middle.data - left.data) / eps

# %% numerical_diff: diff-one-sided
def numerical_diff(f, x, eps=1e-4):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    middle = f(x)
    return (right.data - middle.data) / (2 * eps)

# %% numerical_diff: diff-one-sided
def numerical_diff(f, x, eps=1e-4):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    middle = f(x)
    return (middle.data - left.data) / (2 * eps)

# %% numerical_diff: diff-precedence
def numerical_diff(f, x, eps=1e-4):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return (right.data - left.data) / 2 * eps

# %% numerical_diff: diff-precedence
def numerical_diff(f, x, eps=1e-4):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return right.data - left.data / (2 * eps)

# %% numerical_diff: diff-precedence
def numerical_diff(f, x, eps=1e-4):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return right.data - left.data / 2 * eps

# %% numerical_diff: diff-no-division
def numerical_diff(f, x, eps=1e-4):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return right.data - left.data

# %% numerical_diff: diff-no-division
def numerical_diff(f, x, eps=1e-4):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return (right.data - left.data) * (2 * eps)

# %% numerical_diff: diff-no-division
def numerical_diff(f, x, eps=1e-4):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return (right.data - left.data) / 2

# %% numerical_diff: diff-same-point
def numerical_diff(f, x, eps=1e-4):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return (right.data - right.data) / (2 * eps)

# %% numerical_diff: sign-flipped
def numerical_diff(f, x, eps=1e-4):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return (left.data - right.data) / (2 * eps)

# %% numerical_diff: sign-flipped
def numerical_diff(f, x, eps=1e-4):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return (left.data - right.data) / eps

# %% numerical_diff: diff-half-step
def numerical_diff(f, x, eps=1e-4):
    left = f(Variable(as_array(x.data - eps / 2)))
    right = f(Variable(as_array(x.data + eps / 2)))
    return (right.data - left.data) / (2 * eps)

# %% numerical_diff: diff-half-step
def numerical_diff(f, x, eps=1e-4):
    left = f(Variable(as_array(x.data - eps / 2)))
    right = f(Variable(as_array(x.data + eps / 2)))
    return (right.data - left.data) / eps

# %% numerical_diff: diff-half-step
def numerical_diff(f, x, eps=1e-4):
    left = f(Variable(as_array(x.data - eps / 2)))
    right = f(Variable(as_array(x.data + eps / 2)))
    return (right.data - left.data) / 2

# %% numerical_diff: diff-eps-ignored
def numerical_diff(f, x, eps=1e-4):
    eps = 0.1
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return (right.data - left.data) / (2 * eps)

# %% numerical_diff: diff-eps-ignored
def numerical_diff(f, x, eps=1e-4):
    eps = 1e-4
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return (right.data - left.data) / (2 * eps)

# %% numerical_diff: diff-eps-ignored
def numerical_diff(f, x, eps=1e-4):
    eps = 1e-3
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return (right.data - left.data) / (2 * eps)

# %% numerical_diff: diff-eps-ignored
def numerical_diff(f, x, eps=1e-4):
    eps = 1e-2
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return (right.data - left.data) / (2 * eps)

# %% numerical_diff: diff-eps-ignored
def numerical_diff(f, x, eps=1e-4):
    h = 1e-4
    left = f(Variable(as_array(x.data - h)))
    right = f(Variable(as_array(x.data + h)))
    return (right.data - left.data) / (2 * eps)

# %% numerical_diff: diff-eps-ignored
def numerical_diff(f, x, eps=1e-4):
    h = 1e-4
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return (right.data - left.data) / (2 * h)

# %% numerical_diff: diff-eps-too-small
def numerical_diff(f, x, eps=1e-17):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return (right.data - left.data) / (2 * eps)

# %% numerical_diff: diff-eps-too-small
def numerical_diff(f, x, eps=1e-16):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return (right.data - left.data) / (2 * eps)

# %% numerical_diff: diff-eps-too-small
def numerical_diff(f, x, eps=1e-20):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return (right.data - left.data) / (2 * eps)

# %% numerical_diff: diff-eps-too-small
def numerical_diff(f, x, eps=1e-50):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return (right.data - left.data) / (2 * eps)

# %% numerical_diff: diff-eps-too-small
def numerical_diff(f, x, eps=10e-50):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return (right.data - left.data) / (2 * eps)

# %% numerical_diff: diff-eps-too-small
def numerical_diff(f, x, eps=1e-15):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return (right.data - left.data) / (2 * eps)

# %% numerical_diff: diff-eps-too-small
def numerical_diff(f, x, eps=1e-14):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return (right.data - left.data) / (2 * eps)

# %% numerical_diff: diff-eps-too-small
def numerical_diff(f, x, eps=1e-12):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return (right.data - left.data) / (2 * eps)

# %% numerical_diff: diff-eps-too-small
def numerical_diff(f, x, eps=1e-13):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return (right.data - left.data) / (2 * eps)

# %% numerical_diff: diff-eps-too-small
def numerical_diff(f, x, eps=0):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return (right.data - left.data) / (2 * eps)

# %% numerical_diff: diff-mutates-x
def numerical_diff(f, x, eps=1e-4):
    x.data = as_array(x.data + eps)
    y1 = f(x).data
    x.data = as_array(x.data - eps)
    y0 = f(x).data
    return (y1 - y0) / (2 * eps)

# %% numerical_diff: diff-mutates-x
def numerical_diff(f, x, eps=1e-4):
    x.data = as_array(x.data + eps)
    y1 = f(x).data
    x.data = as_array(x.data - 2 * eps)
    y0 = f(x).data
    return (y1 - y0) / (2 * eps)

# %% numerical_diff: diff-mutates-x
def numerical_diff(f, x, eps=1e-4):
    x.data = x.data + eps
    y1 = f(Variable(as_array(x.data))).data
    x.data = x.data - 2 * eps
    y0 = f(Variable(as_array(x.data))).data
    return (y1 - y0) / (2 * eps)

# %% numerical_diff: diff-mutates-x
def numerical_diff(f, x, eps=1e-4):
    x.data = as_array(x.data - eps)
    y0 = f(x).data
    x.data = as_array(x.data + 2 * eps)
    y1 = f(x).data
    return (y1 - y0) / (2 * eps)

# %% numerical_diff: diff-mutates-x
def numerical_diff(f, x, eps=1e-4):
    x.data = as_array(x.data - eps)
    y0 = f(x).data
    x.data = as_array(x.data + eps)
    y1 = f(x).data
    return (y1 - y0) / (2 * eps)

# %% numerical_diff: diff-data-not-wrapped
def numerical_diff(f, x, eps=1e-4):
    left = f(x.data - eps)
    right = f(x.data + eps)
    return (right - left) / (2 * eps)

# %% numerical_diff: diff-data-not-wrapped
def numerical_diff(f, x, eps=1e-4):
    left = f(x.data - eps)
    right = f(x.data + eps)
    return (right.data - left.data) / (2 * eps)

# %% numerical_diff: diff-data-not-unwrapped
def numerical_diff(f, x, eps=1e-4):
    left = f(x - eps)
    right = f(x + eps)
    return (right.data - left.data) / (2 * eps)

# %% numerical_diff: diff-data-not-unwrapped
def numerical_diff(f, x, eps=1e-4):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return (right - left) / (2 * eps)

# %% numerical_diff: returns-variable
def numerical_diff(f, x, eps=1e-4):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return Variable(as_array((right.data - left.data) / (2 * eps)))

# %% numerical_diff: as-array-missing
def numerical_diff(f, x, eps=1e-4):
    left = f(Variable(x.data - eps))
    right = f(Variable(x.data + eps))
    return (right.data - left.data) / (2 * eps)

# %% numerical_diff: dtype-int-truncation
def numerical_diff(f, x, eps=1e-4):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    grad = np.zeros(x.data.shape, dtype=int)
    grad[...] = (right.data - left.data) / (2 * eps)
    return grad

# %% numerical_diff: dtype-int-truncation
def numerical_diff(f, x, eps=1e-4):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return int((right.data - left.data) / (2 * eps))

# %% numerical_diff: numerical-higher-order
def numerical_diff(f, x, eps=1e-4):
    def g(offset):
        return f(Variable(as_array(x.data + offset * eps))).data
    return (g(-2) - 8 * g(-1) + 8 * g(1) - g(2)) / (12 * eps)

# %% numerical_diff: shape-lost
def numerical_diff(f, x, eps=1e-4):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return np.sum(right.data - left.data) / (2 * eps)

# %% numerical_diff: abs-applied
def numerical_diff(f, x, eps=1e-4):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return abs(right.data - left.data) / (2 * eps)

# %% numerical_diff: diff-divides-by-eps
def numerical_diff(f, x, eps=1e-4):
    left = f(Variable(as_array(x.data - eps)))
    right = f(Variable(as_array(x.data + eps)))
    return (right.data - left.data) / (4 * eps)

# %% define_by_run: creator-not-set
def __call__(self, input):
    output = Variable(as_array(self.forward(input.data)))
    self.input = input
    self.output = output
    return output

# %% define_by_run: input-not-remembered
def __call__(self, input):
    output = Variable(as_array(self.forward(input.data)))
    output.set_creator(self)
    self.output = output
    return output

# %% define_by_run: output-not-remembered
def __call__(self, input):
    output = Variable(as_array(self.forward(input.data)))
    output.set_creator(self)
    self.input = input
    return output

# %% define_by_run: function-returns-raw-array
def __call__(self, input):
    output = Variable(as_array(self.forward(input.data)))
    output.set_creator(self)
    self.input = input
    self.output = output
    return output.data

# %% define_by_run: returns-wrong-thing
def __call__(self, input):
    output = Variable(as_array(self.forward(input.data)))
    output.set_creator(self)
    self.input = input
    self.output = output
    return input

# %% define_by_run: returns-none
def __call__(self, input):
    output = Variable(as_array(self.forward(input.data)))
    output.set_creator(self)
    self.input = input
    self.output = output

# %% define_by_run: as-array-missing
def __call__(self, input):
    output = Variable((self.forward(input.data)))
    output.set_creator(self)
    self.input = input
    self.output = output
    return output

# %% define_by_run: variable-not-unwrapped
def __call__(self, input):
    output = Variable(as_array(self.forward(input)))
    output.set_creator(self)
    self.input = input
    self.output = output
    return output

# %% define_by_run: stale-cache
def __call__(self, input):
    output = Variable(as_array(self.forward(input.data)))
    output.set_creator(self)
    if not hasattr(self, 'input'):
        self.input = input
    self.output = output
    return output

# %% define_by_run: stale-cache
def __call__(self, input):
    output = Variable(as_array(self.forward(input.data)))
    output.set_creator(self)
    if not hasattr(self, 'output'):
        self.output = output
    self.input = input
    return output

# %% define_by_run: stale-cache
def __call__(self, input):
    output = Variable(as_array(self.forward(input.data)))
    output.set_creator(self)
    if not hasattr(self, 'output'):
        self.output = output
        self.input = input
    return output

# %% define_by_run: attribute-name-mismatch
def __call__(self, input):
    output = Variable(as_array(self.forward(input.data)))
    output.set_creator(self)
    self.inputs = input
    self.output = output
    return output

# %% define_by_run: attribute-name-mismatch
def __call__(self, input):
    output = Variable(as_array(self.forward(input.data)))
    output.set_creator(self)
    self.input = input
    self.outputs = output
    return output

# %% define_by_run: creator-not-set
class Variable(Variable):
    def set_creator(self, func):
        creator = func

# %% define_by_run: attribute-name-mismatch
class Variable(Variable):
    def set_creator(self, func):
        self.func = func

# %% define_by_run: shared-class-state
def __call__(self, input):
    output = Variable(as_array(self.forward(input.data)))
    output.set_creator(self)
    Function.input = input
    Function.output = output
    return output

# %% define_by_run: shared-class-state
def __call__(self, input):
    output = Variable(as_array(self.forward(input.data)))
    output.set_creator(self)
    type(self).input = input
    type(self).output = output
    return output

# %% define_by_run: shared-class-state
def __call__(self, input):
    output = Variable(as_array(self.forward(input.data)))
    output.set_creator(self)
    Function.input = input
    self.output = output
    return output

# %% define_by_run: shared-class-state
def __call__(self, input):
    output = Variable(as_array(self.forward(input.data)))
    output.set_creator(self)
    self.input = input
    Function.output = output
    return output

# %% define_by_run: square-coefficient-missing
class Square(Square):
    def backward(self, gy):
        return self.input.data * gy

# %% define_by_run: square-derivative-drops-x
class Square(Square):
    def backward(self, gy):
        return 2 * gy

# %% define_by_run: upstream-ignored
class Square(Square):
    def backward(self, gy):
        return 2 * self.input.data

# %% define_by_run: sign-flipped
class Square(Square):
    def backward(self, gy):
        return -2 * self.input.data * gy

# %% define_by_run: power-rule-wrong
class Square(Square):
    def backward(self, gy):
        return 2 * self.input.data ** 2 * gy

# %% define_by_run: upstream-added
class Square(Square):
    def backward(self, gy):
        return 2 * self.input.data + gy

# %% define_by_run: derivative-at-upstream
class Square(Square):
    def backward(self, gy):
        return 2 * gy * gy

# %% define_by_run: exp-grad-uses-input
class Exp(Exp):
    def backward(self, gy):
        return self.input.data * gy

# %% define_by_run: upstream-ignored
class Exp(Exp):
    def backward(self, gy):
        return np.exp(self.input.data)

# %% define_by_run: upstream-added
class Exp(Exp):
    def backward(self, gy):
        return np.exp(self.input.data) + gy

# %% define_by_run: sign-flipped
class Exp(Exp):
    def backward(self, gy):
        return -np.exp(self.input.data) * gy

# %% define_by_run: activation-grad-skipped
class Exp(Exp):
    def backward(self, gy):
        return gy

# %% define_by_run: derivative-at-upstream
class Exp(Exp):
    def backward(self, gy):
        return np.exp(gy)

# %% define_by_run: derivative-at-upstream
class Exp(Exp):
    def backward(self, gy):
        return np.exp(gy) * gy

# %% define_by_run: power-rule-wrong
class Exp(Exp):
    def backward(self, gy):
        return self.input.data * np.exp(self.input.data - 1) * gy

# %% define_by_run: exp-grad-applied-twice
class Exp(Exp):
    def backward(self, gy):
        return np.exp(np.exp(self.input.data)) * gy

# %% define_by_run: forward-wrong-op
class Square(Square):
    def forward(self, x):
        return x * 2

# %% define_by_run: forward-wrong-op
class Square(Square):
    def forward(self, x):
        return x ** 3

# %% define_by_run: forward-wrong-op
class Square(Square):
    def forward(self, x):
        return x

# %% define_by_run: forward-wrong-op
class Exp(Exp):
    def forward(self, x):
        return np.exp(-x)

# %% define_by_run: forward-wrong-op
class Exp(Exp):
    def forward(self, x):
        return np.exp2(x)

# %% define_by_run: forward-wrong-op
class Exp(Exp):
    def forward(self, x):
        return x ** 2

# %% backward: upstream-ignored
def backward(self):
    if self.grad is None:
        self.grad = np.ones_like(self.data)
    variable = self
    while variable.creator is not None:
        func = variable.creator
        func.input.grad = func.backward(np.ones_like(variable.data))
        variable = func.input

# %% backward: backward-uses-output-of-chain
def backward(self):
    if self.grad is None:
        self.grad = np.ones_like(self.data)
    variable = self
    while variable.creator is not None:
        func = variable.creator
        func.input.grad = func.backward(self.grad)
        variable = func.input

# %% backward: upstream-added
def backward(self):
    if self.grad is None:
        self.grad = np.ones_like(self.data)
    variable = self
    while variable.creator is not None:
        func = variable.creator
        func.input.grad = func.backward(variable.grad) + variable.grad
        variable = func.input

# %% backward: sign-flipped
def backward(self):
    if self.grad is None:
        self.grad = np.ones_like(self.data)
    variable = self
    while variable.creator is not None:
        func = variable.creator
        func.input.grad = -func.backward(variable.grad)
        variable = func.input

# %% backward: upstream-squared
def backward(self):
    if self.grad is None:
        self.grad = np.ones_like(self.data)
    variable = self
    while variable.creator is not None:
        func = variable.creator
        func.input.grad = func.backward(variable.grad) * variable.grad
        variable = func.input

# %% backward: grad-not-stored
def backward(self):
    if self.grad is None:
        self.grad = np.ones_like(self.data)
    variable = self
    while variable.creator is not None:
        func = variable.creator
        gx = func.backward(variable.grad)
        variable = func.input

# %% backward: grad-stored-on-output
def backward(self):
    if self.grad is None:
        self.grad = np.ones_like(self.data)
    variable = self
    while variable.creator is not None:
        func = variable.creator
        variable.grad = func.backward(variable.grad)
        variable = func.input

# %% backward: grad-not-seeded
def backward(self):
    variable = self
    while variable.creator is not None:
        func = variable.creator
        func.input.grad = func.backward(variable.grad)
        variable = func.input

# %% backward: seed-wrong
def backward(self):
    if self.grad is None:
        self.grad = np.zeros_like(self.data)
    variable = self
    while variable.creator is not None:
        func = variable.creator
        func.input.grad = func.backward(variable.grad)
        variable = func.input

# %% backward: seed-wrong
def backward(self):
    if self.grad is None:
        self.grad = self.data
    variable = self
    while variable.creator is not None:
        func = variable.creator
        func.input.grad = func.backward(variable.grad)
        variable = func.input

# %% backward: seed-wrong
def backward(self):
    if self.grad is None:
        self.grad = 2 * np.ones_like(self.data)
    variable = self
    while variable.creator is not None:
        func = variable.creator
        func.input.grad = func.backward(variable.grad)
        variable = func.input

# %% backward: seed-wrong
def backward(self):
    self.grad = np.zeros_like(self.data)
    variable = self
    while variable.creator is not None:
        func = variable.creator
        func.input.grad = func.backward(variable.grad)
        variable = func.input

# %% backward: seed-wrong
def backward(self):
    self.grad = self.data
    variable = self
    while variable.creator is not None:
        func = variable.creator
        func.input.grad = func.backward(variable.grad)
        variable = func.input

# %% backward: seed-wrong
def backward(self):
    if self.grad is None:
        self.grad = -np.ones_like(self.data)
    variable = self
    while variable.creator is not None:
        func = variable.creator
        func.input.grad = func.backward(variable.grad)
        variable = func.input

# %% backward: preset-grad-overwritten
def backward(self):
    self.grad = np.ones_like(self.data)
    variable = self
    while variable.creator is not None:
        func = variable.creator
        func.input.grad = func.backward(variable.grad)
        variable = func.input

# %% backward: backward-one-level
def backward(self):
    if self.grad is None:
        self.grad = np.ones_like(self.data)
    variable = self
    if variable.creator is not None:
        func = variable.creator
        func.input.grad = func.backward(variable.grad)
        variable = func.input

# %% backward: seed-overwrites-grad
def backward(self):
    variable = self
    while variable.creator is not None:
        variable.grad = np.ones_like(variable.data)
        func = variable.creator
        func.input.grad = func.backward(variable.grad)
        variable = func.input

# %% backward: seed-overwrites-grad
def backward(self):
    self.grad = np.ones_like(self.data)
    if self.creator is not None:
        x = self.creator.input
        x.grad = self.creator.backward(self.grad)
        x.backward()

# %% backward: seed-overwrites-grad
def backward(self):
    variable = self
    while variable.creator is not None:
        variable.grad = np.ones_like(variable.data)
        func = variable.creator
        func.input.grad = func.backward(variable.grad)
        variable = func.input
    variable.grad = np.ones_like(variable.data)

# %% backward: leaf-not-guarded
def backward(self):
    if self.grad is None:
        self.grad = np.ones_like(self.data)
    funcs = [self.creator]
    while funcs:
        f = funcs.pop()
        x, y = f.input, f.output
        x.grad = f.backward(y.grad)
        funcs.append(x.creator)

# %% backward: leaf-not-guarded
def backward(self):
    if self.grad is None:
        self.grad = np.ones_like(self.data)
    func = self.creator
    x = func.input
    x.grad = func.backward(self.grad)
    x.backward()

# %% functional: creator-not-set
def square(x):
    return Variable(as_array(x.data ** 2))
def exp(x):
    return Variable(as_array(np.exp(x.data)))

# %% functional: creator-not-set
def square(x):
    return Square()(x)
def exp(x):
    return Variable(as_array(np.exp(x.data)))

# %% functional: creator-not-set
def square(x):
    return Variable(as_array(x.data ** 2))
def exp(x):
    return Exp()(x)

# %% functional: forward-wrong-op
def square(x):
    return Exp()(x)
def exp(x):
    return Square()(x)

# %% functional: forward-wrong-op
def square(x):
    return Square()(x)
def exp(x):
    return Square()(x)

# %% functional: forward-wrong-op
def square(x):
    return Exp()(x)
def exp(x):
    return Exp()(x)

# %% functional: forward-wrong-op
def square(x):
    return Square()(Square()(x))
def exp(x):
    return Exp()(x)

# %% functional: function-not-called
def square(x):
    return Square(x)
def exp(x):
    return Exp(x)

# %% functional: function-not-called
def square(x):
    return Square()
def exp(x):
    return Exp()

# %% functional: function-not-called
def square(x):
    return Square()(x)
def exp(x):
    return Exp(x)

# %% functional: function-not-called
def square(x):
    return Square
def exp(x):
    return Exp

# %% functional: function-not-called
def square(x):
    return Square(x)
def exp(x):
    return Exp()(x)

# %% functional: variable-not-unwrapped
def square(x):
    return Square()(x.data)
def exp(x):
    return Exp()(x.data)

# %% functional: function-returns-raw-array
def square(x):
    return Square()(x).data
def exp(x):
    return Exp()(x).data

# %% functional: function-returns-raw-array
def square(x):
    return x.data ** 2
def exp(x):
    return np.exp(x.data)

# %% functional: stale-cache
_done = {}
def square(x):
    if 's' not in _done:
        _done['s'] = Square()(x)
    return _done['s']
def exp(x):
    if 'e' not in _done:
        _done['e'] = Exp()(x)
    return _done['e']

# %% exp: inverse-operation
def backward(self, gy):
    x = self.input.data
    return gy / np.exp(x)

# %% exp: inverse-operation
def backward(self, gy):
    x = self.input.data
    return np.log(x) * gy

# %% define_by_run: upstream-ignored
class Square(Square):
    def backward(self, gy):
        return 2 * self.input.data

class Exp(Exp):
    def backward(self, gy):
        return np.exp(self.input.data)

# %% define_by_run: sign-flipped
class Square(Square):
    def backward(self, gy):
        return -2 * self.input.data * gy

class Exp(Exp):
    def backward(self, gy):
        return -np.exp(self.input.data) * gy

# %% define_by_run: upstream-added
class Square(Square):
    def backward(self, gy):
        return 2 * self.input.data + gy

class Exp(Exp):
    def backward(self, gy):
        return np.exp(self.input.data) + gy

# %% define_by_run: activation-grad-skipped
class Square(Square):
    def backward(self, gy):
        return gy

class Exp(Exp):
    def backward(self, gy):
        return gy

# %% define_by_run: input-not-remembered
def __call__(self, input):
    output = Variable(as_array(self.forward(input.data)))
    output.set_creator(self)
    self.input = input.data
    self.output = output
    return output

# %% define_by_run: output-not-remembered
def __call__(self, input):
    output = Variable(as_array(self.forward(input.data)))
    output.set_creator(self)
    self.input = input
    self.output = output.data
    return output

# %% functional: as-array-missing
def square(x):
    return Variable(x.data**2)

def exp(x):
    return Variable(np.exp(x.data))

# %% functional: function-returns-raw-array
def square(x):
    return x.data ** 2

def exp(x):
    return Exp()(x)

# %% functional: function-returns-raw-array
def square(x):
    return Square()(x)

def exp(x):
    return np.exp(x.data)

# %% functional: function-returns-raw-array
def square(x):
    return Square().forward(x.data)

def exp(x):
    return Exp()(x)

# %% functional: function-returns-raw-array
def square(x):
    return Square()(x).data

def exp(x):
    return Exp()(x)

# %% functional: function-returns-raw-array
def square(x):
    return Square()(x)

def exp(x):
    return Exp()(x).data

# %% functional: variable-not-unwrapped
def square(x):
    return Square()(x.data)

def exp(x):
    return Exp()(x)

# %% functional: variable-not-unwrapped
def square(x):
    return Square()(x)

def exp(x):
    return Exp()(x.data)

# %% functional: function-not-called
def square(x):
    return Square()

def exp(x):
    return Exp()(x)

# %% functional: function-not-called
def square(x):
    return Square()(x)

def exp(x):
    return Exp()

# %% functional: function-not-called
def square(x):
    return Square

def exp(x):
    return Exp()(x)

# %% functional: function-not-called
def square(x):
    return Square()(x)

def exp(x):
    return Exp

# %% functional: returns-none
def square(x):
    return None

def exp(x):
    return Exp()(x)

# %% functional: returns-none
def square(x):
    return Square()(x)

def exp(x):
    return None

# %% variable: type-check-missing
def __init__(self, data):
    self.data = np.array(data, dtype=float)
    self.grad = None

# %% variable: type-check-missing
def __init__(self, data):
    if data is not None and not isinstance(data, (np.ndarray, float, int)):
        raise TypeError('not supported')
    self.data = data
    self.grad = None

# %% variable: type-check-missing
def __init__(self, data):
    if data is not None and not isinstance(data, (np.ndarray, float, int, list)):
        raise TypeError('not supported')
    self.data = data
    self.grad = None

# %% variable: type-check-missing
def __init__(self, data):
    if data is not None and not isinstance(data, (np.ndarray, list)):
        raise TypeError('not supported')
    self.data = data
    self.grad = None

# %% backward: seed-wrong
def backward(self):
    if self.grad is None:
        self.grad = 0.5 * np.ones_like(self.data)
    variable = self
    while variable.creator is not None:
        func = variable.creator
        func.input.grad = func.backward(variable.grad)
        variable = func.input

# %% backward: shape-lost
def backward(self):
    if self.grad is None:
        self.grad = 1.0
    variable = self
    while variable.creator is not None:
        func = variable.creator
        func.input.grad = func.backward(variable.grad)
        variable = func.input

# %% backward: shape-lost
def backward(self):
    if self.grad is None:
        self.grad = np.array(1.0)
    variable = self
    while variable.creator is not None:
        func = variable.creator
        func.input.grad = func.backward(variable.grad)
        variable = func.input

# %% function: returns-wrong-thing
def __call__(self, input):
    self.input = input
    self.output = Variable(as_array(self.forward(input.data)))
    return self
