# expect: wrong
# misconception: method-missing-self
# why: backward lacks the parameter self
# before: variable, function
class Exp(Function):
    def forward(self, x):
        return np.exp(x)

    def backward(gy):
        return np.exp(self.input.data) * gy
