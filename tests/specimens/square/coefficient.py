# expect: wrong
# misconception: square-coefficient-missing
# why: x gy
# before: variable, function
class Square(Function):
    def forward(self, x):
        return x ** 2

    def backward(self, gy):
        return self.input.data * gy
