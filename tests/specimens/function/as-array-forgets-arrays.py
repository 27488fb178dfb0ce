# expect: wrong
# share: 0.6
# misconception: returns-none
# why: as_array lacks its last return
# before: variable
def as_array(x):
    if np.isscalar(x):
        return np.array(x)


class Function:
    def __call__(self, input):
        self.input = input
        return Variable(as_array(self.forward(input.data)))

    def forward(self, x):
        raise NotImplementedError()

    def backward(self, gy):
        raise NotImplementedError()
