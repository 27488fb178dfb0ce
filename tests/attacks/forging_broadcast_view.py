# expect: no points
# why: answers with a view that claims a billion elements and owns one
class MultiplyGate:
    def forward(self, x, y):
        return np.broadcast_to(np.float64(1.0), (1000, 1000, 1000))

    def backward(self, dz):
        return np.lib.stride_tricks.as_strided(np.zeros(1), shape=(1 << 40,), strides=(0,))
