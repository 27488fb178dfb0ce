# expect: wrong
# share: 0.75
# misconception: shared-class-state
# why: two layers share one cache
class MulLayer:
    x = None
    y = None

    def forward(self, x, y):
        MulLayer.x = x
        MulLayer.y = y
        return x * y

    def backward(self, dout):
        return dout * MulLayer.y, dout * MulLayer.x
