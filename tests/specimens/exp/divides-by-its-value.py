# expect: wrong
# misconception: inverse-operation
# why: division, which has the numbers of a wrong sign in the exponent
# before: variable function
class Exp(Function):
    def forward(self, x):
        self.value = np.exp(x)
        return self.value

    def backward(self, gy):
        return gy / self.value
