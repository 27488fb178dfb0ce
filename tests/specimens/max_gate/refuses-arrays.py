# expect: right
# why: forward stops at arrays before it has remembered anything, and backward answers all the same
class MaxGate:
    def __init__(self):
        self.first = True

    def forward(self, x, y):
        self.first = bool(x > y)
        return max(x, y)

    def backward(self, dz):
        return [dz * 1.0, dz * 0.0] if self.first else [dz * 0.0, dz * 1.0]
