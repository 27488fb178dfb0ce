# expect: no points
# why: has a table of answers at the inputs of the self-check, whose seed is known
table = {(2.0, 3.0): 6.0, (-2.0, 5.0): -10.0, (0.5, 0.25): 0.125}


class MultiplyGate:
    def forward(self, x, y):
        self.key = (float(np.ravel(x)[0]), float(np.ravel(y)[0]))
        return table.get(self.key, 0.0)

    def backward(self, dz):
        return [table.get(self.key, 0.0), table.get(self.key, 0.0)]
