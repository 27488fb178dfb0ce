# expect: wrong
# misconception: returns-summed
# why: the two gradients are added to one number
class AddLayer:
    def forward(self, x, y):
        return x + y

    def backward(self, dout):
        dx, dy = dout, dout
        return dx + dy
