# expect: wrong
# misconception: upstream-added
# why: gy is added
# before: variable, function
class Exp(Function):
    def forward(self, x):
        return np.exp(x)

    def backward(self, gy):
        return np.exp(self.input.data) + gy
