# expect: right
# why: a base class keeps the inputs, super() is called, the cache has another name
class Layer:
    def forward(self, *inputs):
        self._cache = inputs
        return self._compute(*inputs)


class MulLayer(Layer):
    def __init__(self):
        super().__init__()
        self.name = "mul"

    def _compute(self, a, b):
        return b * a

    def forward(self, x, y):
        return super().forward(x, y)

    def backward(self, dout):
        a, b = self._cache
        return tuple(dout * other for other in (b, a))
