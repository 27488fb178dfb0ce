# expect: wrong
# share: 0.625
# misconception: stale-cache
# why: only the first inputs are remembered
class MultiplyGate:
    x = None
    y = None

    def forward(self, x, y):
        if self.x is None:
            self.x = x
            self.y = y
        return x * y

    def backward(self, dz):
        return [self.y * dz, self.x * dz]
