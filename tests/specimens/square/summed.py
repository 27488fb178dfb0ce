# expect: wrong
# share: 0.8333
# misconception: shape-lost
# why: the gradient is added up to one number
# before: variable, function
class Square(Function):
    def forward(self, x):
        return x ** 2

    def backward(self, gy):
        return np.sum(2 * self.input.data * gy)
