# expect: wrong
# misconception: -
# why: step 1 of the book: the call squares whatever forward says
# before: variable
def as_array(x):
    if np.isscalar(x):
        return np.array(x)
    return x


class Function:
    def __call__(self, input):
        self.input = input
        x = input.data
        y = x ** 2
        return Variable(as_array(y))

    def forward(self, x):
        raise NotImplementedError()

    def backward(self, gy):
        raise NotImplementedError()
