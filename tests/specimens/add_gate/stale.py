# expect: wrong
# share: 0.75
# misconception: stale-cache
# why: the first upstream gradient is kept
class AddGate:
    def forward(self, x, y):
        z = x + y
        return z

    def backward(self, dz):
        dz = self.__dict__.setdefault('dz', dz)
        dx = dz * 1
        dy = dz * 1
        return [dx, dy]
