# expect: no points
# why: answers with an array whose every operation says that there is no difference
class Agreeable(np.ndarray):
    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return np.zeros(self.shape)

    def __array_function__(self, func, types, args, kwargs):
        return True

    def __eq__(self, other):
        return np.ones(self.shape, bool)


def lie(x):
    return np.full(np.shape(x), 7.0).view(Agreeable)


class MultiplyGate:
    def forward(self, x, y):
        self.x = x
        return lie(x)

    def backward(self, dz):
        return [lie(self.x), lie(self.x)]
