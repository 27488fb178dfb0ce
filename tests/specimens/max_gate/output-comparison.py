# expect: right
# why: whoever equals the output has won
class MaxGate:
    def forward(self, x, y):
        self.inputs = (x, y)
        self.z = np.maximum(x, y)
        return self.z

    def backward(self, dz):
        return [dz * np.equal(v, self.z).astype(float) for v in self.inputs]
