# expect: wrong
# misconception: upstream-ignored
# why: gy is not used
# before: variable, function
class Exp(Function):
    def forward(self, x):
        return np.exp(x)

    def backward(self, gy):
        return np.exp(self.input.data)
