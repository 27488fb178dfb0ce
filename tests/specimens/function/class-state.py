# expect: wrong
# misconception: shared-class-state
# why: all functions remember one and the same input
# before: variable
def as_array(x):
    if np.isscalar(x):
        return np.array(x)
    return x


class Function:
    input = None

    def __call__(self, input):
        Function.input = input
        return Variable(as_array(self.forward(input.data)))

    def forward(self, x):
        raise NotImplementedError()

    def backward(self, gy):
        raise NotImplementedError()
