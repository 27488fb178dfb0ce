# expect: wrong
# share: 0.625
# misconception: -
# why: backward deletes the cache and forward never writes it again
class MultiplyGate:
    def forward(self, x, y):
        if not hasattr(self, 'done'):
            self.x = x
            self.y = y
        z = x * y
        return z

    def backward(self, dz):
        dx = self.y * dz
        dy = self.x * dz
        self.done = True
        del self.x, self.y
        return [dx, dy]
