# %% right: both, in layers
class AddLayer:
    def forward(self, a, b):
        return a + b

    def backward(self, d):
        return [d, d]


class MulLayer:
    def forward(self, a, b):
        self.given = a, b
        return a * b

    def backward(self, d):
        a, b = self.given
        return [d * b, d * a]

# %% wrong: the second class is wrong, in layers
class MulLayer:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dout):
        return dout * self.y, dout * self.x


class AddLayer:
    def forward(self, x, y):
        return x + y

    def backward(self, dout):
        return 1, 1

# %% wrong: the second class is missing, in layers
class MulLayer:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dout):
        return dout * self.y, dout * self.x

# %% right: another way to write it, in slope
def numerical_gradient(function, at, h=1e-5):
    up, down = function(at + h), function(at - h)
    return (up - down) / h / 2

# %% wrong: forward difference, in slope
def numerical_gradient(f, x, eps=1e-4):
    return (f(x + eps) - f(x)) / eps

# %% right: as the course notes have it, in gradient_of_all
def eval_numerical_gradient(f, x, h=0.00001):
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    while not it.finished:
        ix = it.multi_index
        oldval = x[ix]
        x[ix] = oldval + h
        fxph = f(x)
        x[ix] = oldval - h
        fxmh = f(x)
        x[ix] = oldval
        grad[ix] = (fxph - fxmh) / (2 * h)
        it.iternext()
    return grad

# %% right: copies, in gradient_of_all
def eval_numerical_gradient(f, x, h=1e-6):
    grad = []
    for k in range(x.size):
        step = np.zeros(x.size)
        step[k] = h
        step = step.reshape(x.shape)
        grad.append((f(x + step) - f(x - step)) / (2 * h))
    return np.array(grad).reshape(x.shape)

# %% wrong: the entry stays moved, in gradient_of_all
def eval_numerical_gradient(f, x, h=1e-5):
    grad = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        up = f(x)
        x[i] -= 2 * h
        grad[i] = (up - f(x)) / (2 * h)
    return grad

# %% wrong: all entries at once, in gradient_of_all
def eval_numerical_gradient(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h) * np.ones(x.shape)

# %% wrong: rows alone, in gradient_of_all
def eval_numerical_gradient(f, x, h=1e-5):
    grad = np.zeros(x.shape)
    for i in range(x.size):
        old = x[i]
        x[i] = old + h
        up = f(x)
        x[i] = old - h
        grad[i] = (up - f(x)) / (2 * h)
        x[i] = old
    return grad
