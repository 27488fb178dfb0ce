# expect: right
# why: the input stands behind a property; the constructor prepares it
# before: variable
def as_array(x):
    if not hasattr(x, "ndim") or not isinstance(x, np.ndarray):
        x = np.array(x)
    return x


class Function:
    def __init__(self):
        self._inputs = []

    @property
    def input(self):
        return self._inputs[-1]

    def __call__(self, *inputs):
        self._inputs = list(inputs)
        ys = [self.forward(v.data) for v in inputs]
        outputs = [Variable(as_array(y)) for y in ys]
        return outputs[0]

    def forward(self, x):
        raise NotImplementedError()

    def backward(self, gy):
        raise NotImplementedError()
