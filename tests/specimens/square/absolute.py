# expect: wrong
# misconception: abs-applied
# why: right for positive inputs only
# before: variable, function
class Square(Function):
    def forward(self, x):
        return x ** 2

    def backward(self, gy):
        return 2 * np.abs(self.input.data) * gy
