# expect: right
# why: a base class does the remembering
class Gate:
    def __init__(self):
        self.inputs = []

    def forward(self, *inputs):
        self.inputs = list(inputs)
        return self.compute(*inputs)

    def compute(self, *inputs):
        raise NotImplementedError

    def backward(self, upstream):
        return [upstream * g for g in self.local_gradients(*self.inputs)]


class MultiplyGate(Gate):
    def compute(self, a, b):
        return a * b

    def local_gradients(self, a, b):
        return b, a
