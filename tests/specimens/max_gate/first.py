# expect: wrong
# misconception: max-routes-to-first
# why: no test: always to x
class MaxGate:
    def forward(self, x, y):
        return np.maximum(x, y)

    def backward(self, dz):
        return [dz, 0 * dz]
