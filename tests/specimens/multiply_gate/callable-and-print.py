# expect: right
# why: usable as a function too, prints while it works, default upstream
class MultiplyGate:
    calls = 0

    def __call__(self, x, y):
        return self.forward(x, y)

    def forward(self, x, y):
        MultiplyGate.calls += 1
        self.saved_x, self.saved_y = x, y
        self.z = x * y
        print("z =", self.z)
        return self.z

    def backward(self, dz=1.0):
        result = [self.saved_y * dz, self.saved_x * dz]
        print("dx, dy =", result)
        return result


gate = MultiplyGate()
gate.forward(2, 5)
gate.backward(3)
