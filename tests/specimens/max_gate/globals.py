# expect: wrong
# misconception: uses-globals
# why: compares x and y of the notebook
x, y = 4, -3


class MaxGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = np.maximum(x, y)
        return z

    def backward(self, dz):
        dx = dz * (x > y)
        dy = dz * (y > x)
        return [dx, dy]
