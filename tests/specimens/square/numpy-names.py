# expect: right
# why: np.square and np.multiply
# before: variable, function
class Square(Function):
    def forward(self, x):
        return np.square(x)

    def backward(self, gy):
        return np.multiply(np.multiply(gy, 2.0), self.input.data)
