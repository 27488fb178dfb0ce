# expect: wrong
# misconception: method-missing-self
# why: forward lacks the parameter self
# before: variable, function
class Square(Function):
    def forward(x):
        return x ** 2

    def backward(self, gy):
        return 2 * self.input.data * gy
