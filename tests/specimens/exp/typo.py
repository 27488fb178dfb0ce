# expect: wrong
# misconception: name-typo
# why: mp for np
# before: variable, function
class Exp(Function):
    def forward(self, x):
        return np.exp(x)

    def backward(self, gy):
        return mp.exp(self.input.data) * gy
