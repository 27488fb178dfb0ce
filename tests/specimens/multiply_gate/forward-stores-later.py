# expect: wrong
# share: 0.625
# misconception: -
# why: the cache is one call late from the second call on
class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = getattr(self, 'next', (x, y))
        self.next = (x, y)
        z = x * y
        return z

    def backward(self, dz):
        dx = self.y * dz
        dy = self.x * dz
        return [dx, dy]
