# expect: wrong
# misconception: max-routes-to-loser
# why: comparison turned round
class MaxGate:
    def forward(self, x, y):
        self.mask = x < y
        return max(x, y)

    def backward(self, dz):
        if self.mask:
            return [dz, 0]
        return [0, dz]
