# expect: wrong
# misconception: method-missing-self
# why: backward without self
class MaxGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = np.maximum(x, y)
        return z

    def backward(dz):
        dx = dz * (self.x > self.y)
        dy = dz * (self.y > self.x)
        return [dx, dy]
