# expect: wrong
# misconception: method-missing-self
# why: the base class's own as_array takes no object; what backward finds missing then is a consequence
# before: variable
class Function:
    def __call__(self, input):
        output = Variable(self.as_array(self.forward(input.data)))
        self.input = input
        return output

    def as_array(x):
        return np.array(x) if np.isscalar(x) else x


class Square(Function):
    def forward(self, x):
        return x ** 2

    def backward(self, gy):
        return 2 * self.input.data * gy
