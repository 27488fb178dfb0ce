# expect: wrong
# misconception: as-array-missing
# why: a number comes out of numpy and Variable refuses it
# before: variable
def as_array(x):
    if np.isscalar(x):
        return np.array(x)
    return x


class Function:
    def __call__(self, input):
        x = input.data
        y = self.forward(x)
        self.input = input
        return Variable(y)

    def forward(self, x):
        raise NotImplementedError()

    def backward(self, gy):
        raise NotImplementedError()
