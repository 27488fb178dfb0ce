# expect: wrong
# misconception: attribute-name-mismatch
# why: self.inputs for self.input
# before: variable, function
class Exp(Function):
    def forward(self, x):
        return np.exp(x)

    def backward(self, gy):
        return np.exp(self.inputs[0].data) * gy
