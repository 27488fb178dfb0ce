# expect: wrong
# misconception: forward-wrong-op
# why: forward cubes
# before: variable, function
class Square(Function):
    def forward(self, x):
        return x ** 3

    def backward(self, gy):
        return 2 * self.input.data * gy
