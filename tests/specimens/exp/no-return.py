# expect: wrong
# misconception: returns-none
# why: forward lacks the return
# before: variable, function
class Exp(Function):
    def forward(self, x):
        y = np.exp(x)

    def backward(self, gy):
        return np.exp(self.input.data) * gy
