# expect: wrong
# misconception: activation-grad-skipped
# why: gy comes back as it is
# before: variable, function
class Exp(Function):
    def forward(self, x):
        return np.exp(x)

    def backward(self, gy):
        return gy
