# expect: wrong
# misconception: forward-wrong-op
# why: forward subtracts
class AddLayer:
    def forward(self, x, y):
        return x - y

    def backward(self, dout):
        return dout, dout
