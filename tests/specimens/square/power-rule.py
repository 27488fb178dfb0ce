# expect: wrong
# misconception: power-rule-wrong
# why: 2 x^2
# before: variable, function
class Square(Function):
    def forward(self, x):
        return x ** 2

    def backward(self, gy):
        return 2 * self.input.data ** 2 * gy
