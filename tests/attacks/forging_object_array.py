# expect: no points
# why: answers arrays of objects that agree with everything
class Agreeable:
    def __eq__(self, other):
        return True

    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__
    __hash__ = None


def lie(x):
    array = np.empty(np.shape(x), dtype=object)
    array[...] = Agreeable()
    return array


class MultiplyGate:
    def forward(self, x, y):
        return lie(x)

    def backward(self, dz):
        return [lie(dz), lie(dz)]
