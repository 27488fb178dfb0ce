# expect: wrong
# misconception: variable-not-unwrapped
# why: np.exp of a variable
# before: variable, function
class Exp(Function):
    def forward(self, x):
        return np.exp(x)

    def backward(self, gy):
        x = self.input
        return np.exp(x) * gy
