# expect: wrong
# misconception: returns-none
# why: gx is computed and not returned
# before: variable, function
class Square(Function):
    def forward(self, x):
        return x ** 2

    def backward(self, gy):
        x = self.input.data
        gx = 2 * x * gy
