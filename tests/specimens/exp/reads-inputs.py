# expect: wrong
# misconception: attribute-name-mismatch
# why: self.inputs, where Function keeps self.input
# before: variable, function, square
class Exp(Function):
    def forward(self, x):
        return np.exp(x)

    def backward(self, gy):
        return np.exp(self.inputs.data) * gy
