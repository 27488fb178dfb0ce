# expect: wrong
# share: 0.875
# misconception: -
# why: right for numbers, averaged over arrays
class AddGate:
    def forward(self, x, y):
        z = x + y
        return z

    def backward(self, dz):
        dx = dz * 1
        dy = np.mean(dz)
        return [dx, dy]
