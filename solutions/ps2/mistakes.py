# The bank of mistakes of ps2: wrong solutions with a name. Never released.
# Each cell replaces the lines of the reference that assign the same names, or its methods and functions of the same name.

# %% multiply_gate: mul-not-swapped
dx = self.x * dz
dy = self.y * dz

# %% multiply_gate: mul-not-swapped
dx = self.x * dz

# %% multiply_gate: mul-not-swapped
dy = self.y * dz

# %% multiply_gate: upstream-only
dx = dz
dy = dz

# %% multiply_gate: upstream-partial
dx = self.y

# %% multiply_gate: upstream-partial
dy = self.x

# %% multiply_gate: upstream-added
dx = self.x + dz
dy = self.y + dz

# %% multiply_gate: upstream-added
dx = self.y + dz

# %% multiply_gate: upstream-added
dy = self.x + dz

# %% multiply_gate: mul-output-as-local
dx = self.x * self.y * dz
dy = self.x * self.y * dz

# %% multiply_gate: inverse-operation
dx = dz / self.y
dy = dz / self.x

# %% multiply_gate: inverse-operation
dx = 1 / self.y * dz
dy = self.x * dz

# %% multiply_gate: inverse-operation
dx = dz * self.x / self.y
dy = dz * self.y / self.x

# %% multiply_gate: returns-inputs
dx = self.x
dy = self.y

# %% multiply_gate: abs-applied
self.x = abs(x)
self.y = abs(y)

# %% multiply_gate: abs-applied
self.x = abs(x)

# %% multiply_gate: abs-applied
self.y = abs(y)

# %% multiply_gate: abs-applied
dx = abs(self.y * dz)
dy = abs(self.x * dz)

# %% multiply_gate: forward-wrong-op
def forward(self, x, y):
    self.x = x
    self.y = y
    return x + y

# %% multiply_gate: forward-wrong-op
def forward(self, x, y):
    self.x = x
    self.y = y
    return x + y
def backward(self, dz):
    return [dz, dz]

# %% multiply_gate: forward-wrong-op
def forward(self, x, y):
    self.x = x
    self.y = y
    return x - y

# %% multiply_gate: forward-wrong-op
def forward(self, x, y):
    self.x = x
    self.y = y
    return x / y

# %% multiply_gate: forward-wrong-op
def forward(self, x, y):
    self.x = x
    self.y = y
    return x ** y

# %% multiply_gate: forward-wrong-op
def forward(self, x, y):
    self.x = x
    self.y = y
    return x * x

# %% multiply_gate: cache-overwritten
def backward(self, dz):
    dx = self.y * dz
    self.x = dx
    dy = self.x * dz
    return [dx, dy]

# %% multiply_gate: cache-overwritten
def backward(self, dz):
    self.x = self.y * dz
    self.y = self.x * dz
    return [self.x, self.y]

# %% multiply_gate: cache-overwritten
def backward(self, dz):
    self.y = self.x * dz
    self.x = self.y * dz
    return [self.x, self.y]

# %% multiply_gate: forgot-cache
def forward(self, x, y):
    self.y = x
    self.y = y
    return x * y

# %% multiply_gate: forgot-cache
def forward(self, x, y):
    return x * y

# %% add_gate: add-as-mul
def forward(self, x, y):
    self.x, self.y = x, y
    return x + y
def backward(self, dz):
    return [dz * self.y, dz * self.x]

# %% add_gate: add-as-mul
def forward(self, x, y):
    self.x, self.y = x, y
    return x + y
def backward(self, dz):
    return [dz * self.x, dz * self.y]

# %% add_gate: add-as-mul
def forward(self, x, y):
    self.x, self.y = x, y
    return x + y
def backward(self, dz):
    return [self.y, self.x]

# %% add_gate: add-as-mul
def forward(self, x, y):
    self.z = x + y
    return x + y
def backward(self, dz):
    return [dz * self.z, dz * self.z]

# %% add_gate: add-splits-gradient
dx = dz / 2
dy = dz / 2

# %% add_gate: add-splits-gradient
def forward(self, x, y):
    self.x, self.y = x, y
    return x + y
def backward(self, dz):
    return [dz * self.x / (self.x + self.y), dz * self.y / (self.x + self.y)]

# %% add_gate: forward-wrong-op
def forward(self, x, y):
    return x * y

# %% add_gate: forward-wrong-op
def forward(self, x, y):
    return x - y

# %% add_gate: forward-wrong-op
def forward(self, x, y):
    return x + x

# %% add_gate: forward-wrong-op
def forward(self, x, y):
    return (x + y) / 2

# %% add_gate: forward-wrong-op
def forward(self, x, y):
    return x - y
def backward(self, dz):
    return [dz, -dz]

# %% add_gate: upstream-added
dx = dz + 1

# %% add_gate: upstream-added
dy = dz + 1

# %% max_gate: max-multiplies-by-value
def forward(self, x, y):
    self.z = np.maximum(x, y)
    return self.z
def backward(self, dz):
    return [dz * self.z, dz * self.z]

# %% max_gate: max-passes-both
def backward(self, dz):
    return [dz, dz]

# %% max_gate: max-passes-both
def backward(self, dz):
    return [1, 1]

# %% max_gate: max-routes-to-loser
def backward(self, dz):
    return [np.where(self.x_wins, 0, dz), np.where(self.x_wins, dz, 0)]

# %% max_gate: max-routes-to-first
def backward(self, dz):
    return [dz, 0 * dz]

# %% max_gate: max-routes-to-first
def backward(self, dz):
    return [0 * dz, dz]

# %% max_gate: max-multiplies-by-value
def forward(self, x, y):
    self.x, self.y = x, y
    return np.maximum(x, y)
def backward(self, dz):
    return [dz * self.x * (self.x > self.y), dz * self.y * (self.y > self.x)]

# %% max_gate: max-multiplies-by-value
def forward(self, x, y):
    self.x, self.y = x, y
    return np.maximum(x, y)
def backward(self, dz):
    return [self.x * (self.x > self.y), self.y * (self.y > self.x)]

# %% max_gate: max-multiplies-by-value
def forward(self, x, y):
    self.x, self.y = x, y
    return np.maximum(x, y)
def backward(self, dz):
    return [dz * self.y * (self.x > self.y), dz * self.x * (self.y > self.x)]

# %% max_gate: max-compares-with-zero
def forward(self, x, y):
    self.x, self.y = x, y
    return np.maximum(x, y)
def backward(self, dz):
    return [dz * (self.x > 0), dz * (self.y > 0)]

# %% max_gate: max-compares-with-zero
def forward(self, x, y):
    self.x_wins = np.greater(x, 0)
    return np.maximum(x, y)

# %% max_gate: max-compares-with-zero
def forward(self, x, y):
    self.x_wins = np.greater(0, y)
    return np.maximum(x, y)

# %% max_gate: max-compares-with-zero
def forward(self, x, y):
    self.x_wins = np.greater(x, 0)
    return np.where(self.x_wins, x, y)

# %% max_gate: abs-applied
self.x_wins = np.greater(abs(x), abs(y))

# %% max_gate: abs-applied
def forward(self, x, y):
    self.x_wins = np.greater(abs(x), abs(y))
    return np.maximum(x, y)

# %% max_gate: mask-from-upstream
def backward(self, dz):
    return [np.maximum(dz, 0) * self.x_wins, np.maximum(dz, 0) * (1 - self.x_wins)]

# %% max_gate: mask-from-upstream
def backward(self, dz):
    return [np.maximum(dz, 0), np.maximum(-dz, 0)]

# %% max_gate: mask-from-upstream
def backward(self, dz):
    return [np.where(np.greater(dz, 0), dz, 0), np.where(np.greater(dz, 0), 0, dz)]

# %% max_gate: add-splits-gradient
def backward(self, dz):
    return [dz / 2, dz / 2]

# %% max_gate: upstream-added
dx = np.where(self.x_wins, 1 + dz, 0)
dy = np.where(self.x_wins, 0, 1 + dz)

# %% max_gate: forward-wrong-op
def forward(self, x, y):
    self.x_wins = np.greater(x, y)
    return np.minimum(x, y)

# %% max_gate: forward-wrong-op
def forward(self, x, y):
    self.x_wins = np.less(x, y)
    return np.minimum(x, y)

# %% max_gate: forward-wrong-op
def forward(self, x, y):
    self.x_wins = np.greater(x, y)
    return x + y

# %% max_gate: forward-wrong-op
def forward(self, x, y):
    self.x_wins = np.greater(x, y)
    return x

# %% max_gate: forward-wrong-op
def forward(self, x, y):
    self.x_wins = np.greater(x, y)
    return np.maximum(x, 0)

# %% max_gate: forward-wrong-op
def forward(self, x, y):
    self.x_wins = np.greater(x, y)
    return self.x_wins * 1.0

# %% max_gate: returns-inputs
def forward(self, x, y):
    self.x, self.y = x, y
    return np.maximum(x, y)
def backward(self, dz):
    return [self.x, self.y]

# %% max_gate: partial-gradient-zero
dx = 0 * dz

# %% max_gate: partial-gradient-zero
dy = 0 * dz

# %% max_gate: forgot-cache
def forward(self, x, y):
    return np.maximum(x, y)

# %% neuron: upstream-ignored
ds = self.rate * (1 - self.rate)

# %% neuron: upstream-added
ds = dout + self.rate * (1 - self.rate)

# %% neuron: upstream-added
dinputs = dout + self.rate * (1 - self.rate) * self.weights
dweights = dout + self.rate * (1 - self.rate) * self.inputs
dbias = dout + self.rate * (1 - self.rate)

# %% neuron: upstream-partial
dbias = self.rate * (1 - self.rate)

# %% neuron: upstream-partial
dinputs = self.rate * (1 - self.rate) * self.weights

# %% neuron: upstream-partial
dweights = self.rate * (1 - self.rate) * self.inputs

# %% neuron: upstream-ignored
ds = self.rate * (1 - self.rate)
dinputs = self.weights
dweights = self.inputs
dbias = ds

# %% neuron: activation-grad-skipped
ds = dout

# %% neuron: activation-grad-skipped
ds = dout * self.rate * (1 - self.rate)
dinputs = dout * self.weights
dweights = dout * self.inputs
dbias = ds

# %% neuron: activation-grad-skipped
ds = 1

# %% neuron: sigmoid-grad-missing-factor
ds = dout * (1 - self.rate)

# %% neuron: sigmoid-grad-missing-factor
ds = dout * self.rate

# %% neuron: sigmoid-grad-plus
ds = dout * self.rate * (1 + self.rate)

# %% neuron: wrong-derivative-formula
ds = dout * (1 - self.rate ** 2)

# %% neuron: wrong-derivative-formula
ds = dout * self.rate * (1 - self.rate ** 2)

# %% neuron: wrong-derivative-formula
ds = dout * self.rate ** 2 * (1 - self.rate)

# %% neuron: wrong-derivative-formula
ds = dout * self.rate * (1 - self.rate) ** 2

# %% neuron: wrong-derivative-formula
ds = dout * self.rate * self.rate

# %% neuron: wrong-derivative-formula
ds = dout * (1 - self.rate) * (1 - self.rate)

# %% neuron: sign-flipped
ds = dout * self.rate * (self.rate - 1)

# %% neuron: sigmoid-grad-of-input
ds = dout * (np.sum(self.inputs * self.weights) + self.bias) * (1 - (np.sum(self.inputs * self.weights) + self.bias))

# %% neuron: sigmoid-applied-twice
again = 1 / (1 + np.exp(-self.rate))
ds = dout * again * (1 - again)

# %% neuron: derivative-at-upstream
ds = dout * (1 - dout)

# %% neuron: derivative-at-upstream
ds = dout * dout * (1 - dout)

# %% neuron: sigmoid-precedence
self.rate = 1 / 1 + np.exp(-s)

# %% neuron: sigmoid-exp-sign
self.rate = 1 / (1 + np.exp(s))

# %% neuron: sigmoid-exp-sign
self.rate = np.exp(s) / (1 + np.exp(-s))

# %% neuron: forward-wrong-op
self.rate = np.tanh(s)

# %% neuron: forward-wrong-op
self.rate = 1 / (1 - np.exp(-s))

# %% neuron: forward-wrong-op
s = np.sum(self.inputs + self.weights) + self.bias

# %% neuron: activation-missing
self.rate = s

# %% neuron: activation-missing
def forward(self, inputs):
    self.inputs = np.asarray(inputs)
    s = np.sum(self.inputs * self.weights) + self.bias
    self.rate = 1 / (1 + np.exp(-s))
    return s

# %% neuron: bias-ignored
s = np.sum(self.inputs * self.weights)

# %% neuron: forward-wrong-op
s = np.sum(self.inputs * self.weights) - self.bias

# %% neuron: forward-wrong-op
s = np.sum(self.inputs * self.weights) * self.bias

# %% neuron: bias-grad-times-bias
dbias = ds * self.bias

# %% neuron: bias-grad-missing
dbias = 0.0

# %% neuron: bias-grad-missing
dbias = 1.0

# %% neuron: activation-grad-skipped
dbias = dout

# %% neuron: bias-grad-missing
dbias = self.bias

# %% neuron: returns-single
def backward(self, dout):
    ds = dout * self.rate * (1 - self.rate)
    return ds * self.weights, ds * self.inputs

# %% neuron: hard-coded-size
s = self.inputs[0] * self.weights[0] + self.inputs[1] * self.weights[1] + self.bias

# %% neuron: hard-coded-size
dinputs = [ds * self.weights[0], ds * self.weights[1]]
dweights = [ds * self.inputs[0], ds * self.inputs[1]]

# %% neuron: hard-coded-size
s = self.inputs[0] * self.weights[0] + self.inputs[1] * self.weights[1] + self.bias
dinputs = [ds * self.weights[0], ds * self.weights[1]]
dweights = [ds * self.inputs[0], ds * self.inputs[1]]

# %% neuron: returns-swapped-order
dinputs = ds * self.inputs
dweights = ds * self.weights

# %% neuron: mul-not-swapped
dinputs = ds * self.inputs
dweights = ds * self.weights

# %% neuron: mul-not-swapped
dinputs = ds * self.inputs

# %% neuron: mul-not-swapped
dweights = ds * self.weights

# %% neuron: grad-summed-wrongly
dweights = np.sum(ds * self.inputs)

# %% neuron: grad-summed-wrongly
dinputs = np.sum(ds * self.weights)

# %% neuron: grad-summed-wrongly
dinputs = np.sum(ds * self.weights)
dweights = np.sum(ds * self.inputs)

# %% neuron: grad-summed-wrongly
dinputs = ds * self.weights * np.sum(self.inputs)

# %% neuron: mutates-parameters
def backward(self, dout):
    ds = dout * self.rate * (1 - self.rate)
    dinputs = ds * self.weights
    dweights = ds * self.inputs
    self.weights = self.weights - 0.1 * dweights
    self.bias = self.bias - 0.1 * ds
    return dinputs, dweights, ds

# %% neuron: mutates-parameters
def backward(self, dout):
    ds = dout * self.rate * (1 - self.rate)
    dinputs = ds * self.weights
    dweights = ds * self.inputs
    self.weights = self.weights - 0.01 * dweights
    self.bias = self.bias - 0.01 * ds
    return dinputs, dweights, ds

# %% neuron: mutates-parameters
def backward(self, dout):
    ds = dout * self.rate * (1 - self.rate)
    dweights = ds * self.inputs
    self.weights = self.weights - 0.1 * dweights
    self.bias = self.bias - 0.1 * ds
    return ds * self.weights, dweights, ds

# %% neuron: shared-class-state
class Neuron(Neuron):
    def forward(self, inputs):
        Neuron.inputs = np.asarray(inputs)
        Neuron.rate = 1 / (1 + np.exp(-np.sum(Neuron.inputs * self.weights) - self.bias))
        return Neuron.rate

# %% neuron: shared-class-state
class Neuron(Neuron):
    def __init__(self, weights, bias):
        Neuron.weights = np.asarray(weights)
        Neuron.bias = bias

# %% neuron: shared-class-state
class Neuron(Neuron):
    def __init__(self, weights, bias):
        Neuron.weights = np.asarray(weights)
        Neuron.bias = bias
    def forward(self, inputs):
        Neuron.inputs = np.asarray(inputs)
        Neuron.rate = 1 / (1 + np.exp(-np.sum(Neuron.inputs * self.weights) - self.bias))
        return Neuron.rate

# %% neuron: shared-class-state
class Neuron(Neuron):
    def forward(self, inputs):
        self.inputs = np.asarray(inputs)
        Neuron.rate = 1 / (1 + np.exp(-np.sum(self.inputs * self.weights) - self.bias))
        return Neuron.rate

# %% neuron: stale-cache
def forward(self, inputs):
    if not hasattr(self, 'inputs'):
        self.inputs = np.asarray(inputs)
    self.rate = 1 / (1 + np.exp(-np.sum(np.asarray(inputs) * self.weights) - self.bias))
    return self.rate

# %% neuron: stale-cache
def forward(self, inputs):
    if not hasattr(self, 'inputs'):
        self.inputs = np.asarray(inputs)
    self.rate = 1 / (1 + np.exp(-np.sum(self.inputs * self.weights) - self.bias))
    return self.rate

# %% neuron: stale-cache
def forward(self, inputs):
    self.inputs = np.asarray(inputs)
    rate = 1 / (1 + np.exp(-np.sum(self.inputs * self.weights) - self.bias))
    if not hasattr(self, 'rate'):
        self.rate = rate
    return rate

# %% neuron: forgot-cache
def forward(self, inputs):
    self.rate = 1 / (1 + np.exp(-np.sum(np.asarray(inputs) * self.weights) - self.bias))
    return self.rate

# %% staged: sigmoid-precedence
sigy = 1.0 / 1 + np.exp(-y)
sigx = 1.0 / 1 + np.exp(-x)

# %% staged: sigmoid-precedence
sigy = 1.0 / 1 + np.exp(-y)

# %% staged: sigmoid-precedence
sigx = 1.0 / 1 + np.exp(-x)

# %% staged: sigmoid-exp-sign
sigy = 1.0 / (1 + np.exp(y))
sigx = 1.0 / (1 + np.exp(x))

# %% staged: sigmoid-exp-sign
sigy = 1.0 / (1 + np.exp(y))

# %% staged: sigmoid-exp-sign
sigx = 1.0 / (1 + np.exp(x))

# %% staged: reciprocal-sign-missing
dden = (1.0 / den ** 2) * dinvden

# %% staged: reciprocal-power-wrong
dden = (-1.0 / den) * dinvden

# %% staged: reciprocal-power-wrong
dden = (1.0 / den) * dinvden

# %% staged: reciprocal-power-wrong
dden = (-1.0 / den ** 3) * dinvden

# %% staged: reciprocal-power-wrong
dden = -dinvden

# %% staged: sigmoid-grad-missing-factor
dx = dxpy + (1 - sigx) * dsigx + dnum
dy = dxpy + (1 - sigy) * dsigy

# %% staged: sigmoid-grad-missing-factor
dx = dxpy + (1 - sigx) * dsigx + dnum

# %% staged: sigmoid-grad-missing-factor
dy = dxpy + (1 - sigy) * dsigy

# %% staged: sigmoid-grad-missing-factor
dx = dxpy + sigx * dsigx + dnum
dy = dxpy + sigy * dsigy

# %% staged: sigmoid-grad-missing-factor
dx = dxpy + sigx * dsigx + dnum

# %% staged: sigmoid-grad-missing-factor
dy = dxpy + sigy * dsigy

# %% staged: sigmoid-grad-plus
dx = dxpy + (1 + sigx) * sigx * dsigx + dnum
dy = dxpy + (1 + sigy) * sigy * dsigy

# %% staged: sigmoid-grad-plus
dx = dxpy + (1 + sigx) * sigx * dsigx + dnum

# %% staged: sigmoid-grad-plus
dy = dxpy + (1 + sigy) * sigy * dsigy

# %% staged: sigmoid-grad-of-input
dx = dxpy + (1 - x) * x * dsigx + dnum
dy = dxpy + (1 - y) * y * dsigy

# %% staged: sigmoid-grad-of-input
dx = dxpy + (1 - x) * x * dsigx + dnum

# %% staged: sigmoid-grad-of-input
dy = dxpy + (1 - y) * y * dsigy

# %% staged: sigmoid-applied-twice
def sigmoid(s):
    return 1 / (1 + np.exp(-s))
dx = dxpy + sigmoid(sigx) * (1 - sigmoid(sigx)) * dsigx + dnum
dy = dxpy + sigmoid(sigy) * (1 - sigmoid(sigy)) * dsigy

# %% staged: sigmoid-applied-twice
def sigmoid(s):
    return 1 / (1 + np.exp(-s))
dx = dxpy + sigmoid(sigx) * (1 - sigmoid(sigx)) * dsigx + dnum

# %% staged: sigmoid-applied-twice
def sigmoid(s):
    return 1 / (1 + np.exp(-s))
dy = dxpy + sigmoid(sigy) * (1 - sigmoid(sigy)) * dsigy

# %% staged: activation-grad-skipped
dx = dxpy + dsigx + dnum
dy = dxpy + dsigy

# %% staged: activation-grad-skipped
dx = dxpy + dsigx + dnum

# %% staged: activation-grad-skipped
dy = dxpy + dsigy

# %% staged: derivative-at-another-value
dx = dxpy + (1 - sigy) * sigy * dsigx + dnum
dy = dxpy + (1 - sigx) * sigx * dsigy

# %% staged: derivative-at-another-value
dx = dxpy + (1 - sigy) * sigy * dsigx + dnum

# %% staged: derivative-at-another-value
dy = dxpy + (1 - sigx) * sigx * dsigy

# %% staged: wrong-derivative-formula
dx = dxpy + (1 - sigx ** 2) * dsigx + dnum
dy = dxpy + (1 - sigy ** 2) * dsigy

# %% staged: wrong-derivative-formula
dx = dxpy + (1 - sigx ** 2) * dsigx + dnum

# %% staged: wrong-derivative-formula
dy = dxpy + (1 - sigy ** 2) * dsigy

# %% staged: sign-flipped
dx = dxpy - (1 - sigx) * sigx * dsigx + dnum

# %% staged: sign-flipped
dy = dxpy - (1 - sigy) * sigy * dsigy

# %% staged: sign-flipped
dx = dxpy - (1 - sigx) * sigx * dsigx + dnum
dy = dxpy - (1 - sigy) * sigy * dsigy

# %% staged: sign-flipped
dx = -dxpy + (1 - sigx) * sigx * dsigx + dnum
dy = -dxpy + (1 - sigy) * sigy * dsigy

# %% staged: sign-flipped
dx = -dxpy + (1 - sigx) * sigx * dsigx + dnum

# %% staged: sign-flipped
dy = -dxpy + (1 - sigy) * sigy * dsigy

# %% staged: sign-flipped
dx = dxpy + (1 - sigx) * sigx * dsigx - dnum

# %% staged: sign-flipped
dnum = -invden

# %% staged: power-rule-wrong
dxpy = (2 * xpy ** 2) * dxpysqr

# %% staged: power-rule-wrong
dxpy = xpy ** 2 * dxpysqr

# %% staged: power-rule-wrong
dxpy = 2 * xpysqr * xpy * dxpysqr

# %% staged: square-coefficient-missing
dxpy = xpy * dxpysqr

# %% staged: square-derivative-drops-x
dxpy = 2 * dxpysqr

# %% staged: upstream-ignored
dxpy = 2 * xpy

# %% staged: upstream-ignored
dden = -1.0 / den ** 2

# %% staged: upstream-ignored
dx = dxpy + (1 - sigx) * sigx + dnum
dy = dxpy + (1 - sigy) * sigy

# %% staged: upstream-ignored
dx = dxpy + (1 - sigx) * sigx + dnum

# %% staged: upstream-ignored
dy = dxpy + (1 - sigy) * sigy

# %% staged: upstream-ignored
dx = 1 + dnum + (1 - sigx) * sigx * dsigx
dy = 1 + (1 - sigy) * sigy * dsigy

# %% staged: upstream-ignored
dsigx = 1
dsigy = 1

# %% staged: upstream-ignored
dxpysqr = 1

# %% staged: upstream-ignored
dsigx = 1

# %% staged: upstream-ignored
dsigy = 1

# %% staged: upstream-ignored
dnum = 1

# %% staged: upstream-added
dxpy = 2 * xpy + dxpysqr

# %% staged: upstream-added
dden = -1.0 / den ** 2 + dinvden

# %% staged: upstream-added
dx = dxpy + (1 - sigx) * sigx + dsigx + dnum
dy = dxpy + (1 - sigy) * sigy + dsigy

# %% staged: overwrite-instead-of-accumulate
dx = (1 - sigx) * sigx * dsigx + dnum

# %% staged: overwrite-instead-of-accumulate
dx = dnum

# %% staged: overwrite-instead-of-accumulate
dy = (1 - sigy) * sigy * dsigy

# %% staged: overwrite-instead-of-accumulate
dx = dnum
dy = (1 - sigy) * sigy * dsigy

# %% staged: overwrite-instead-of-accumulate
dx = (1 - sigx) * sigx * dsigx
dy = (1 - sigy) * sigy * dsigy

# %% staged: overwrite-instead-of-accumulate
dx = (1 - sigx) * sigx * dsigx + dnum
dy = (1 - sigy) * sigy * dsigy

# %% staged: overwrite-instead-of-accumulate
dx = (1 - sigx) * sigx * dsigx

# %% staged: fork-branch-missing
dx = (1 - sigx) * sigx * dsigx + dnum

# %% staged: fork-branch-missing
dx = dnum

# %% staged: fork-branch-missing
dy = (1 - sigy) * sigy * dsigy

# %% staged: fork-branch-missing
dx = dnum
dy = (1 - sigy) * sigy * dsigy

# %% staged: fork-branch-missing
dx = (1 - sigx) * sigx * dsigx
dy = (1 - sigy) * sigy * dsigy

# %% staged: fork-branch-missing
dx = (1 - sigx) * sigx * dsigx + dnum
dy = (1 - sigy) * sigy * dsigy

# %% staged: fork-branch-missing
dx = (1 - sigx) * sigx * dsigx

# %% staged: fork-branch-missing
dx = dxpy + dnum

# %% staged: fork-branch-missing
dx = dxpy + (1 - sigx) * sigx * dsigx

# %% staged: fork-branch-missing
dx = dxpy

# %% staged: fork-branch-missing
dy = dxpy

# %% staged: fork-branch-missing
dx = dxpy
dy = dxpy

# %% staged: fork-branch-missing
dx = dxpy + dnum
dy = dxpy

# %% staged: quotient-rule-sign
dden = (1.0 / den ** 2) * dinvden

# %% staged: sign-flipped
dx = -(dxpy + (1 - sigx) * sigx * dsigx + dnum)
dy = -(dxpy + (1 - sigy) * sigy * dsigy)

# %% staged: quotient-rule-order
dden = (1.0 / den ** 2) * dinvden
dnum = -invden

# %% staged: forward-wrong-op
xpysqr = xpy
dxpy = dxpysqr

# %% staged: forward-wrong-op
xpysqr = xpy

# %% staged: forward-wrong-op
xpy = x - y

# %% staged: forward-wrong-op
xpy = x - y
dy = -dxpy + (1 - sigy) * sigy * dsigy

# %% staged: forward-wrong-op
xpy = x * y

# %% staged: forward-wrong-op
xpysqr = 2 * xpy

# %% staged: forward-wrong-op
xpysqr = xpy ** 3

# %% staged: forward-wrong-op
num = x - sigy

# %% staged: forward-wrong-op
num = x * sigy

# %% staged: forward-wrong-op
den = sigx - xpysqr

# %% staged: forward-wrong-op
den = sigx * xpysqr

# %% staged: forward-wrong-op
f = num * den

# %% staged: forward-wrong-op
f = num + invden

# %% staged: forward-wrong-op
f = den / num

# %% staged: forward-wrong-op
num = y + 1.0 / (1 + np.exp(-x))

# %% staged: forward-wrong-op
num = x + 1.0 / (1 + np.exp(-x))

# %% staged: forward-wrong-op
den = sigy + xpysqr

# %% staged: forward-wrong-op
xpysqr = x ** 2 + y ** 2

# %% staged: mul-not-swapped
dnum = num
dinvden = invden

# %% staged: returns-swapped-order
dx, dy = dxpy + (1 - sigy) * sigy * dsigy, dxpy + (1 - sigx) * sigx * dsigx + dnum

# %% matmul_grad: transpose-missing
dX = W @ dD

# %% matmul_grad: transpose-missing
dW = dD @ X

# %% matmul_grad: transpose-missing
dW = dD @ X
dX = W @ dD

# %% matmul_grad: transpose-missing
dW = dD.T @ X

# %% matmul_grad: transpose-missing
dW = dD.T @ X.T

# %% matmul_grad: transpose-missing
dX = W.T @ dD.T

# %% matmul_grad: transpose-missing
dW = X @ dD

# %% matmul_grad: transpose-missing
dX = dD @ W

# %% matmul_grad: transpose-missing
dW = X @ dD
dX = dD @ W

# %% matmul_grad: matmul-order-swapped
dW = X.T @ dD

# %% matmul_grad: matmul-order-swapped
dX = dD @ W.T

# %% matmul_grad: matmul-order-swapped
dW = X.T @ dD
dX = dD @ W.T

# %% matmul_grad: mul-not-swapped
dW = dD @ W.T
dX = X.T @ dD

# %% matmul_grad: mul-not-swapped
dW = W.T @ dD
dX = dD @ X.T

# %% matmul_grad: elementwise-instead-of-matmul
dW = dD * X.T
dX = W.T * dD

# %% matmul_grad: elementwise-instead-of-matmul
dW = dD * X.T

# %% matmul_grad: elementwise-instead-of-matmul
dX = W.T * dD

# %% matmul_grad: elementwise-instead-of-matmul
dW = dD * X
dX = W * dD

# %% matmul_grad: reshape-instead-of-transpose
dW = dD @ X.reshape(X.shape[::-1])
dX = W.reshape(W.shape[::-1]) @ dD

# %% matmul_grad: reshape-instead-of-transpose
dW = dD @ X.reshape(X.shape[::-1])

# %% matmul_grad: reshape-instead-of-transpose
dX = W.reshape(W.shape[::-1]) @ dD

# %% matmul_grad: upstream-added
dW = dD.sum(axis=1, keepdims=True) + X.T.sum(axis=0)

# %% matmul_grad: upstream-squared
dW = dD ** 2 @ X.T

# %% matmul_grad: upstream-squared
dW = dD ** 2 @ X.T
dX = W.T @ dD ** 2

# %% matmul_grad: grad-summed-wrongly
dW = np.outer(dD.sum(axis=1), X.sum(axis=1))

# %% matmul_grad: grad-summed-wrongly
dX = np.outer(W.sum(axis=0), dD.sum(axis=0))

# %% matmul_grad: grad-summed-wrongly
dW = np.outer(dD.sum(axis=1), X.sum(axis=1))
dX = np.outer(W.sum(axis=0), dD.sum(axis=0))

# %% neuron: upstream-added
ds = (dout + self.rate) * (1 - self.rate)

# %% neuron: upstream-added
ds = dout * self.rate + (1 - self.rate)

# %% neuron: upstream-added
ds = self.rate * (dout + (1 - self.rate))

# %% matmul_grad: overwrite-instead-of-accumulate
dW = np.outer(dD[:, -1], X[:, -1])

# %% matmul_grad: overwrite-instead-of-accumulate
dX = np.outer(W[-1], dD[-1])

# %% matmul_grad: overwrite-instead-of-accumulate
dW = np.outer(dD[:, -1], X[:, -1])
dX = np.outer(W[-1], dD[-1])

# %% matmul_grad: upstream-ignored
dW = X.T
dX = W.T

# %% matmul_grad: upstream-ignored
dW = X.T

# %% matmul_grad: upstream-ignored
dX = W.T

# %% neuron: grad-summed-wrongly
dweights = ds * np.sum(self.inputs) * np.ones(len(self.inputs))

# %% neuron: grad-summed-wrongly
dinputs = ds * np.sum(self.weights) * np.ones(len(self.weights))
