# expect: wrong
# misconception: power-rule-wrong
# why: x exp(x - 1), as if it were a power
# before: variable, function
class Exp(Function):
    def forward(self, x):
        return np.exp(x)

    def backward(self, gy):
        x = self.input.data
        return x * np.exp(x - 1) * gy
