# expect: wrong
# share: 0.625
# misconception: stale-cache
# why: a history of which backward reads the first entry
class MultiplyGate:
    def __init__(self):
        self.history = []

    def forward(self, x, y):
        self.history.append((x, y))
        return x * y

    def backward(self, dz):
        x, y = self.history[0]
        return [y * dz, x * dz]
