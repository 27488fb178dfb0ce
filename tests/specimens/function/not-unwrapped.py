# expect: wrong
# misconception: variable-not-unwrapped
# why: forward gets the variable
# before: variable
def as_array(x):
    if np.isscalar(x):
        return np.array(x)
    return x


class Function:
    def __call__(self, input):
        self.input = input
        return Variable(as_array(self.forward(input)))

    def forward(self, x):
        raise NotImplementedError()

    def backward(self, gy):
        raise NotImplementedError()
