# expect: wrong
# misconception: input-not-remembered
# why: the input is not kept
# before: variable
def as_array(x):
    if np.isscalar(x):
        return np.array(x)
    return x


class Function:
    def __call__(self, input):
        y = self.forward(input.data)
        return Variable(as_array(y))

    def forward(self, x):
        raise NotImplementedError()

    def backward(self, gy):
        raise NotImplementedError()
