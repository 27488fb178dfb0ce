# expect: wrong
# misconception: upstream-added
# why: gy is added
# before: variable, function
class Square(Function):
    def forward(self, x):
        return x ** 2

    def backward(self, gy):
        return 2 * self.input.data + gy
