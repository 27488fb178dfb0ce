# expect: wrong
# misconception: attribute-name-mismatch
# why: self.inputs for self.input
# before: variable, function
class Square(Function):
    def forward(self, x):
        return x ** 2

    def backward(self, gy):
        x = self.inputs[0].data
        return 2 * x * gy
