# expect: wrong
# misconception: -
# why: NotImplemented is returned; it is not the exception
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
        return NotImplemented

    def backward(self, gy):
        return NotImplemented
