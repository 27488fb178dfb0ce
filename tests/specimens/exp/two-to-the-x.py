# expect: wrong
# misconception: forward-wrong-op
# why: exp2 for exp
# before: variable, function
class Exp(Function):
    def forward(self, x):
        return np.exp2(x)

    def backward(self, gy):
        return np.exp2(self.input.data) * gy
