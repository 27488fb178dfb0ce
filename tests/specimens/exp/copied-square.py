# expect: wrong
# misconception: -
# why: backward is copied from Square
# before: variable, function
class Exp(Function):
    def forward(self, x):
        return np.exp(x)

    def backward(self, gy):
        x = self.input.data
        return 2 * x * gy
