# expect: right
# why: returns a list made by repetition
class AddLayer:
    def forward(self, x, y):
        return np.add(x, y)

    def backward(self, dout):
        return [dout] * 2
