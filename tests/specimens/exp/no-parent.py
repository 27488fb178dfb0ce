# expect: wrong
# misconception: inheritance-missing
# why: does not inherit from Function
# before: variable, function
class Exp:
    def forward(self, x):
        return np.exp(x)

    def backward(self, gy):
        return np.exp(self.input.data) * gy
