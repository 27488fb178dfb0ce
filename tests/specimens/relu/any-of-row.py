# expect: wrong
# misconception: relu-mask-wrong
# why: one positive entry opens the whole row
class Relu:
    def forward(self, x):
        self.mask = np.any(x > 0, axis=-1, keepdims=True)
        return np.maximum(x, 0)

    def backward(self, dout):
        return dout * self.mask
