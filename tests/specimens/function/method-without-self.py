# expect: wrong
# misconception: missing-self-prefix
# why: _as_array is a method, and called like a function
# before: variable
class Function:
    def __call__(self, input):
        y = self.forward(input.data)
        output = Variable(_as_array(y))
        output.set_creator(self)
        self.input = input
        self.output = output
        return output

    def _as_array(self, x):
        return np.array(x) if np.isscalar(x) else x

    def forward(self, x):
        raise NotImplementedError()

    def backward(self, gy):
        raise NotImplementedError()
