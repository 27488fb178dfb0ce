"""Implementations of Square that the tests of `gradient_test` are run against: right ones, and some for each fault.

Heading: `# %% right` or `# %% wrong: what is wrong, in English | 한국어로`; cells with the same heading are one fault in
several styles. All right ones give the same numbers to the last bit.
"""

# %% right
class Square(Function):
    def forward(self, x):
        return x**2

    def backward(self, gy):
        return 2 * self.input.data * gy


def square(x):
    return Square()(x)

# %% right
class Square(Function):
    def forward(self, x):
        return x * x

    def backward(self, gy):
        x = self.input.data
        return (x + x) * gy


def square(x):
    return Square()(x)

# %% right
class Square(Function):
    def forward(self, x):
        return np.square(x)

    def backward(self, gy):
        x = self.input.data
        half = x * gy
        return half + half


def square(x):
    return Square()(x)

# %% right
class Square(Function):
    def forward(self, x):
        size = np.abs(x)
        return size * size

    def backward(self, gy):
        return -2 * -self.input.data * gy


def square(x):
    return Square()(x)

# %% right
class Square(Function):
    def forward(self, x):
        return np.multiply(-x, -x)

    def backward(self, gy):
        gx = gy + gy
        gx = gx * self.input.data
        return gx


def square(x):
    return Square()(x)

# %% right
class Square(Function):
    def forward(self, x):
        y = x
        y = y * x
        return y

    def backward(self, gy):
        x = self.input.data
        return np.where(x < 0, -2, 2) * np.abs(x) * gy


def square(x):
    return Square()(x)

# %% right
class Square(Function):
    def forward(self, x):
        return np.where(x < 0, -x, x) ** 2

    def backward(self, gy):
        x = self.input.data
        slope = np.multiply(2, x)
        return np.multiply(slope, gy)


def square(x):
    return Square()(x)

# %% right
class Square(Function):
    def forward(self, x):
        return np.einsum("...,...->...", x, x)

    def backward(self, gy):
        gx = np.zeros_like(gy)
        for _ in range(2):
            gx = gx + self.input.data * gy
        return gx


def square(x):
    return Square()(x)

# %% right
class Square(Function):
    def forward(self, x):
        result = np.ones_like(x)
        for _ in range(2):
            result = result * x
        return result

    def backward(self, gy):
        x = self.input.data
        return gy * x * 2


def square(x):
    return Square()(x)

# %% wrong: forward doubles its input instead of squaring it | forward가 제곱하지 않고 두 배로 만드는 것
class Square(Function):
    def forward(self, x):
        return x * 2

    def backward(self, gy):
        return 2 * self.input.data * gy


def square(x):
    return Square()(x)

# %% wrong: forward doubles its input instead of squaring it | forward가 제곱하지 않고 두 배로 만드는 것
class Square(Function):
    def forward(self, x):
        return x + x

    def backward(self, gy):
        gx = gy + gy
        gx = gx * self.input.data
        return gx


def square(x):
    return Square()(x)

# %% wrong: forward keeps the sign of a negative input | forward가 음수 입력의 부호를 남기는 것
class Square(Function):
    def forward(self, x):
        return x * np.abs(x)

    def backward(self, gy):
        return 2 * self.input.data * gy


def square(x):
    return Square()(x)

# %% wrong: forward keeps the sign of a negative input | forward가 음수 입력의 부호를 남기는 것
class Square(Function):
    def forward(self, x):
        return np.where(x < 0, -1, 1) * x**2

    def backward(self, gy):
        x = self.input.data
        return (x + x) * gy


def square(x):
    return Square()(x)

# %% wrong: forward computes the cube | forward가 세제곱을 계산하는 것
class Square(Function):
    def forward(self, x):
        return x**3

    def backward(self, gy):
        return 2 * self.input.data * gy


def square(x):
    return Square()(x)

# %% wrong: forward computes the cube | forward가 세제곱을 계산하는 것
class Square(Function):
    def forward(self, x):
        return x * x * x

    def backward(self, gy):
        gx = np.zeros_like(gy)
        for _ in range(2):
            gx = gx + self.input.data * gy
        return gx


def square(x):
    return Square()(x)

# %% wrong: forward is right for whole numbers only | forward가 정수일 때만 맞는 것
class Square(Function):
    def forward(self, x):
        return np.floor(x) ** 2

    def backward(self, gy):
        return 2 * self.input.data * gy


def square(x):
    return Square()(x)

# %% wrong: forward is right for whole numbers only | forward가 정수일 때만 맞는 것
class Square(Function):
    def forward(self, x):
        whole = np.round(x)
        return whole * x

    def backward(self, gy):
        gx = gy + gy
        gx = gx * self.input.data
        return gx


def square(x):
    return Square()(x)

# %% wrong: the gradient lacks the factor 2 | 기울기에 2가 빠진 것
class Square(Function):
    def forward(self, x):
        return x**2

    def backward(self, gy):
        return self.input.data * gy


def square(x):
    return Square()(x)

# %% wrong: the gradient lacks the factor 2 | 기울기에 2가 빠진 것
class Square(Function):
    def forward(self, x):
        return x * x

    def backward(self, gy):
        x = self.input.data
        return gy * x


def square(x):
    return Square()(x)

# %% wrong: the gradient has the opposite sign | 기울기의 부호가 반대인 것
class Square(Function):
    def forward(self, x):
        return x**2

    def backward(self, gy):
        return -2 * self.input.data * gy


def square(x):
    return Square()(x)

# %% wrong: the gradient has the opposite sign | 기울기의 부호가 반대인 것
class Square(Function):
    def forward(self, x):
        return np.einsum("...,...->...", x, x)

    def backward(self, gy):
        x = self.input.data
        return (-x - x) * gy


def square(x):
    return Square()(x)

# %% wrong: backward ignores the gradient that arrives | backward가 들어온 기울기를 쓰지 않는 것
class Square(Function):
    def forward(self, x):
        return x**2

    def backward(self, gy):
        return 2 * self.input.data


def square(x):
    return Square()(x)

# %% wrong: backward ignores the gradient that arrives | backward가 들어온 기울기를 쓰지 않는 것
class Square(Function):
    def forward(self, x):
        return np.multiply(-x, -x)

    def backward(self, gy):
        x = self.input.data
        return (x + x) * np.ones_like(gy)


def square(x):
    return Square()(x)

# %% wrong: the gradient is the constant 2 times what arrives | 기울기가 입력과 상관없이 들어온 것의 2배인 것
class Square(Function):
    def forward(self, x):
        return x**2

    def backward(self, gy):
        return 2 * np.ones_like(self.input.data) * gy


def square(x):
    return Square()(x)

# %% wrong: the gradient is the constant 2 times what arrives | 기울기가 입력과 상관없이 들어온 것의 2배인 것
class Square(Function):
    def forward(self, x):
        return x * x

    def backward(self, gy):
        return gy + gy


def square(x):
    return Square()(x)

# %% wrong: the gradient is taken at the output instead of the input | 기울기를 입력이 아니라 출력에서 구하는 것
class Square(Function):
    def forward(self, x):
        return x**2

    def backward(self, gy):
        return 2 * self.input.data**2 * gy


def square(x):
    return Square()(x)

# %% wrong: the gradient is taken at the output instead of the input | 기울기를 입력이 아니라 출력에서 구하는 것
class Square(Function):
    def forward(self, x):
        return np.einsum("...,...->...", x, x)

    def backward(self, gy):
        y = self.input.data * self.input.data
        return (y + y) * gy


def square(x):
    return Square()(x)

# %% wrong: the gradient loses the sign of a negative input | 음수 입력일 때 기울기의 부호를 잃는 것
class Square(Function):
    def forward(self, x):
        return x**2

    def backward(self, gy):
        return 2 * np.abs(self.input.data) * gy


def square(x):
    return Square()(x)

# %% wrong: the gradient loses the sign of a negative input | 음수 입력일 때 기울기의 부호를 잃는 것
class Square(Function):
    def forward(self, x):
        return np.multiply(-x, -x)

    def backward(self, gy):
        x = self.input.data
        size = np.where(x < 0, -x, x)
        return (size + size) * gy


def square(x):
    return Square()(x)

# %% wrong: the gradient that arrives is multiplied in twice | 들어온 기울기를 두 번 곱하는 것
class Square(Function):
    def forward(self, x):
        return x**2

    def backward(self, gy):
        return 2 * self.input.data * gy * gy


def square(x):
    return Square()(x)

# %% wrong: the gradient that arrives is multiplied in twice | 들어온 기울기를 두 번 곱하는 것
class Square(Function):
    def forward(self, x):
        return x * x

    def backward(self, gy):
        x = self.input.data * gy
        return gy * (x + x)


def square(x):
    return Square()(x)

# %% wrong: the gradient that arrives is added instead of multiplied | 들어온 기울기를 곱하지 않고 더하는 것
class Square(Function):
    def forward(self, x):
        return x**2

    def backward(self, gy):
        return 2 * self.input.data + gy


def square(x):
    return Square()(x)

# %% wrong: the gradient that arrives is added instead of multiplied | 들어온 기울기를 곱하지 않고 더하는 것
class Square(Function):
    def forward(self, x):
        return np.einsum("...,...->...", x, x)

    def backward(self, gy):
        x = self.input.data
        return x + gy + x


def square(x):
    return Square()(x)

# %% wrong: the gradient is twice too large | 기울기가 두 배로 큰 것
class Square(Function):
    def forward(self, x):
        return x**2

    def backward(self, gy):
        return 4 * self.input.data * gy


def square(x):
    return Square()(x)

# %% wrong: the gradient is twice too large | 기울기가 두 배로 큰 것
class Square(Function):
    def forward(self, x):
        return np.multiply(-x, -x)

    def backward(self, gy):
        x = self.input.data * gy
        return x + x + x + x


def square(x):
    return Square()(x)

# %% wrong: backward passes the gradient on unchanged | backward가 기울기를 그대로 넘기는 것
class Square(Function):
    def forward(self, x):
        return x**2

    def backward(self, gy):
        return 1.0 * gy


def square(x):
    return Square()(x)

# %% wrong: backward passes the gradient on unchanged | backward가 기울기를 그대로 넘기는 것
class Square(Function):
    def forward(self, x):
        return x * x

    def backward(self, gy):
        return gy + 0 * self.input.data


def square(x):
    return Square()(x)
