# expect: wrong
# share: 0.625
# misconception: shared-class-state
# why: stored on the class: two gates disturb each other
class MultiplyGate:
    def forward(self, x, y):
        MultiplyGate.x = x
        MultiplyGate.y = y
        z = x * y
        return z

    def backward(self, dz):
        dx = MultiplyGate.y * dz
        dy = MultiplyGate.x * dz
        return [dx, dy]
