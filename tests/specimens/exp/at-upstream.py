# expect: wrong
# misconception: derivative-at-upstream
# why: exp of the gradient
# before: variable, function
class Exp(Function):
    def forward(self, x):
        return np.exp(x)

    def backward(self, gy):
        return np.exp(gy)
