# expect: wrong
# misconception: method-missing-self
# why: backward without self
class AddGate:
    def forward(self, x, y):
        z = x + y
        return z

    def backward(dz):
        dx = dz * 1
        dy = dz * 1
        return [dx, dy]
