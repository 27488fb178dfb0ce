# expect: right
# why: float() refuses arrays, which are not asked for
class AddLayer:
    def forward(self, x, y):
        return float(x) + float(y)

    def backward(self, dout):
        return float(dout), float(dout)
