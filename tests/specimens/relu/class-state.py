# expect: wrong
# share: 0.6667
# misconception: shared-class-state
# why: the mask belongs to the class, so two layers share it
class Relu:
    mask = None

    def forward(self, x):
        Relu.mask = x > 0
        return np.maximum(x, 0)

    def backward(self, dout):
        return dout * Relu.mask
