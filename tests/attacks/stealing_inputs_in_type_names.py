# expect: no points
# why: answers objects whose types are called by the hidden inputs, alone and in lists and maps
def called(value):
    return type(repr(value), (), {})()


class MultiplyGate:
    def forward(self, x, y):
        return called(x)

    def backward(self, dz):
        return [called(dz), {repr(dz): called(dz), "a": [called(dz)]}]
