# expect: wrong
# misconception: -
# why: writes the result into the input variable and returns that
# before: variable
def as_array(x):
    if np.isscalar(x):
        return np.array(x)
    return x


class Function:
    def __call__(self, input):
        self.input = input
        input.data = as_array(self.forward(input.data))
        return input

    def forward(self, x):
        raise NotImplementedError()

    def backward(self, gy):
        raise NotImplementedError()
