# expect: wrong
# misconception: square-derivative-drops-x
# why: 2 gy
# before: variable, function
class Square(Function):
    def forward(self, x):
        return x ** 2

    def backward(self, gy):
        return 2 * gy
