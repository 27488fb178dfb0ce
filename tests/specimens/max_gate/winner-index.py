# expect: right
# why: the index of the winner, a one-liner with max()
class MaxGate:
    def forward(self, x, y):
        self.winner = 0 if x >= y else 1
        return max(x, y)

    def backward(self, dz):
        grads = [0.0, 0.0]
        grads[self.winner] = dz
        return tuple(grads)
