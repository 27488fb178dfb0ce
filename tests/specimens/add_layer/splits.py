# expect: wrong
# misconception: add-splits-gradient
# why: half of the gradient for each
class AddLayer:
    def forward(self, x, y):
        return x + y

    def backward(self, dout):
        return dout / 2, dout / 2
