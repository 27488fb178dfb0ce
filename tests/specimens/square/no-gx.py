# expect: wrong
# misconception: -
# why: the line that computes gx is missing
# before: variable, function
class Square(Function):
    def forward(self, x):
        return x ** 2

    def backward(self, gy):
        x = self.input.data
        return gx
