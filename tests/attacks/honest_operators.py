# expect: full marks
# why: has a small class of numbers that remember how they came about, and gives plain ones back
class Value:
    def __init__(self, data):
        self.data, self.grad = data, 0.0

    def __mul__(self, other):
        out = Value(self.data * other.data)

        def backward(gradient):
            self.grad = other.data * gradient
            other.grad = self.data * gradient

        out.backward = backward
        return out


class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = Value(x), Value(y)
        self.out = self.x * self.y
        return self.out.data

    def backward(self, dz):
        self.out.backward(dz)
        return [self.x.grad, self.y.grad]
