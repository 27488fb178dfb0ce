# expect: wrong
# share: 0.5625
# misconception: -
# why: two side conditions at once: numbers alone, and kept on the class
class MultiplyGate:
    def forward(self, x, y):
        MultiplyGate.x = float(x)
        MultiplyGate.y = float(y)
        return x * y

    def backward(self, dz):
        return [MultiplyGate.y * float(dz), MultiplyGate.x * float(dz)]
