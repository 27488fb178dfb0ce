# expect: right
# why: a Python if: for numbers only, which is enough
class MaxGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        if x > y:
            return x
        else:
            return y

    def backward(self, dz):
        if self.x > self.y:
            dx = dz
            dy = 0
        else:
            dx = 0
            dy = dz
        return [dx, dy]
