# expect: wrong
# misconception: forward-wrong-op
# why: forward computes exp(-x)
# before: variable, function
class Exp(Function):
    def forward(self, x):
        return np.exp(-x)

    def backward(self, gy):
        return np.exp(self.input.data) * gy
