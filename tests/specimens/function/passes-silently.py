# expect: wrong
# misconception: -
# why: forward and backward of the base do nothing
# before: variable
def as_array(x):
    if np.isscalar(x):
        return np.array(x)
    return x


class Function:
    def __call__(self, input):
        self.input = input
        return Variable(as_array(self.forward(input.data)))

    def forward(self, x):
        pass

    def backward(self, gy):
        pass
