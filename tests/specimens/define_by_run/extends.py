# expect: right
# why: the earlier classes are extended by inheritance and super()
# before: variable, function
class Variable(Variable):
    def __init__(self, data):
        super().__init__(data)
        self.creator = None

    def set_creator(self, func):
        self.creator = func


class Function(Function):
    def __call__(self, input):
        output = super().__call__(input)
        output.set_creator(self)
        self.output = output
        return output


class Square(Function):
    def forward(self, x):
        return np.square(x)

    def backward(self, gy):
        return 2.0 * gy * self.input.data


class Exp(Function):
    def forward(self, x):
        return np.exp(x)

    def backward(self, gy):
        return gy * np.exp(self.input.data)
