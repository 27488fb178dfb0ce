# expect: wrong
# misconception: returns-none
# why: the output is made and not returned
# before: variable
def as_array(x):
    if np.isscalar(x):
        return np.array(x)
    return x


class Function:
    def __call__(self, input):
        self.input = input
        output = Variable(as_array(self.forward(input.data)))

    def forward(self, x):
        raise NotImplementedError()

    def backward(self, gy):
        raise NotImplementedError()
