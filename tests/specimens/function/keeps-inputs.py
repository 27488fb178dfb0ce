# expect: wrong
# misconception: attribute-name-mismatch
# why: remembered as inputs
# before: variable
def as_array(x):
    if np.isscalar(x):
        return np.array(x)
    return x


class Function:
    def __call__(self, input):
        self.inputs = input
        return Variable(as_array(self.forward(input.data)))

    def forward(self, x):
        raise NotImplementedError()

    def backward(self, gy):
        raise NotImplementedError()
