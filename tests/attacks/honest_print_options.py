# expect: full marks
# why: changes how numpy prints and which errors it reports
np.set_printoptions(precision=3, suppress=True, threshold=5, linewidth=60)
np.seterr(all="raise")
print(np.arange(100.0))
print(np.array([[1 / 3, 1e-9], [1e9, np.nan]]))


class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return [dz * self.y, dz * self.x]
