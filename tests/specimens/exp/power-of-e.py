# expect: right
# why: e ** x with the constant of numpy; super()
# before: variable, function
class Exp(Function):
    def __init__(self):
        super().__init__()
        self.e = np.e

    def forward(self, x):
        return self.e ** x

    def backward(self, gy):
        return np.multiply(gy, self.forward(self.input.data))
