# expect: wrong
# share: 0.6667
# misconception: shared-class-state
# why: stored on the class
class MaxGate:
    def forward(self, x, y):
        MaxGate.x = x
        MaxGate.y = y
        z = np.maximum(x, y)
        return z

    def backward(self, dz):
        dx = dz * (MaxGate.x > MaxGate.y)
        dy = dz * (MaxGate.y > MaxGate.x)
        return [dx, dy]
