# expect: wrong
# misconception: returns-wrong-thing
# why: the object comes back; nothing was left out
# before: variable
def as_array(x):
    return np.asarray(x)


class Function:
    def __call__(self, input):
        self.input = input
        self.output = Variable(as_array(self.forward(input.data)))
        return self

    def forward(self, x):
        raise NotImplementedError

    def backward(self, gy):
        raise NotImplementedError
