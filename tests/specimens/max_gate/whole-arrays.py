# expect: wrong
# share: 0.75
# misconception: -
# why: one winner for a whole array, by the sums
class MaxGate:
    def forward(self, x, y):
        self.x_wins = np.sum(x) > np.sum(y)
        return x if self.x_wins else y

    def backward(self, dz):
        return [dz, dz * 0] if self.x_wins else [dz * 0, dz]
