# expect: right
# why: np.asarray does the conversion; messages in the errors
# before: variable
def as_array(x):
    return np.asarray(x)


class Function:
    def __call__(self, input):
        self.input = input
        return Variable(as_array(self.forward(self.input.data)))

    def forward(self, x):
        raise NotImplementedError("forward를 구현하세요")

    def backward(self, gy):
        raise NotImplementedError(f"{type(self).__name__}.backward")
