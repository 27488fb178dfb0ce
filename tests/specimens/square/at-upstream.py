# expect: wrong
# misconception: derivative-at-upstream
# why: the derivative is taken at gy
# before: variable, function
class Square(Function):
    def forward(self, x):
        return x ** 2

    def backward(self, gy):
        return 2 * gy * gy
