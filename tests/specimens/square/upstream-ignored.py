# expect: wrong
# misconception: upstream-ignored
# why: gy is not used
# before: variable, function
class Square(Function):
    def forward(self, x):
        return x ** 2

    def backward(self, gy):
        x = self.input.data
        return 2 * x
