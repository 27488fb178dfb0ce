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
