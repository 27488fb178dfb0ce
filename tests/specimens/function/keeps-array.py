# expect: wrong
# misconception: -
# why: the array is kept as input, not the variable
# before: variable
def as_array(x):
    if np.isscalar(x):
        return np.array(x)
    return x


class Function:
    def __call__(self, input):
        self.input = input.data
        return Variable(as_array(self.forward(self.input)))

    def forward(self, x):
        raise NotImplementedError()

    def backward(self, gy):
        raise NotImplementedError()
