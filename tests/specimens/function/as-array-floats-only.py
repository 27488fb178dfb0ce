# expect: wrong
# misconception: -
# why: an int comes back as an int
# before: variable
def as_array(x):
    if isinstance(x, float):
        return np.array(x)
    return x


class Function:
    def __call__(self, input):
        self.input = input
        return Variable(as_array(self.forward(input.data)))

    def forward(self, x):
        raise NotImplementedError()

    def backward(self, gy):
        raise NotImplementedError()
