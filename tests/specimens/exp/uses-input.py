# expect: wrong
# misconception: exp-grad-uses-input
# why: x gy
# before: variable, function
class Exp(Function):
    def forward(self, x):
        return np.exp(x)

    def backward(self, gy):
        return self.input.data * gy
