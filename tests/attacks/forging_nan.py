# expect: no points
# why: answers NaN, which no careless comparison finds too far away
class MultiplyGate:
    def forward(self, x, y):
        self.x = x
        return x * np.nan

    def backward(self, dz):
        return [self.x * np.nan, self.x * np.nan]
