# expect: wrong
# misconception: sign-flipped
# why: the sign is turned
# before: variable, function
class Exp(Function):
    def forward(self, x):
        return np.exp(x)

    def backward(self, gy):
        return -np.exp(self.input.data) * gy
