# expect: wrong
# misconception: variable-not-unwrapped
# why: computes with the variable
# before: variable, function
class Square(Function):
    def forward(self, x):
        return x ** 2

    def backward(self, gy):
        x = self.input
        return 2 * x * gy
