# expect: full marks
# why: works with seventy megabytes for a moment
big = np.ones((3000, 3000))
print((big * 2).sum())
del big


class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return [dz * self.y, dz * self.x]
