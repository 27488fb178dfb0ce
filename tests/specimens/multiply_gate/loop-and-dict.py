# expect: right
# why: local gradients in a dictionary, a loop over the inputs
class MultiplyGate:
    def forward(self, x, y):
        self.local = {"x": np.asarray(y, dtype=float), "y": np.asarray(x, dtype=float)}
        return np.asarray(x, dtype=float) * np.asarray(y, dtype=float)

    def backward(self, dz):
        grads = []
        for name in ("x", "y"):
            grads.append(self.local[name] * np.asarray(dz))
        return grads
