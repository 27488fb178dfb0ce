# expect: wrong
# share: 0.8333
# misconception: scalar-math-on-array
# before: variable, function
# why: float() makes a number of x
class Square(Function):
    def forward(self, x):
        return x ** 2

    def backward(self, gy):
        x = float(self.input.data)
        return 2 * x * gy
