# expect: right
# why: a special case of a general power, by inheritance
# before: variable, function
class Power(Function):
    exponent = 1

    def forward(self, x):
        return np.power(x, self.exponent)

    def backward(self, gy):
        n = self.exponent
        return n * np.power(self.input.data, n - 1) * gy


class Square(Power):
    exponent = 2
