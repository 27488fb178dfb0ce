# expect: wrong
# misconception: mask-from-upstream
# why: only positive upstream gradients pass
class MaxGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = np.maximum(x, y)
        return z

    def backward(self, dz):
        dx = np.maximum(dz, 0) * (self.x > self.y)
        dy = np.maximum(dz, 0) * (self.y > self.x)
        return [dx, dy]
