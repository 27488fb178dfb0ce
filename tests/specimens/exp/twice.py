# expect: wrong
# misconception: exp-grad-applied-twice
# why: exp of the output
# before: variable, function
class Exp(Function):
    def forward(self, x):
        self.y = np.exp(x)
        return self.y

    def backward(self, gy):
        return np.exp(self.y) * gy
