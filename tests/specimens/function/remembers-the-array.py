# expect: wrong
# misconception: input-not-remembered
# why: the array, and not its Variable
# before: variable
def as_array(x):
    if np.isscalar(x):
        return np.array(x)
    return x


class Function:
    def __call__(self, input):
        x = input.data
        self.input = x
        return Variable(as_array(self.forward(x)))

    def forward(self, x):
        raise NotImplementedError()

    def backward(self, gy):
        raise NotImplementedError()
