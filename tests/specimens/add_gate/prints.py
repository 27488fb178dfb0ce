# expect: wrong
# misconception: prints-not-returns
# why: backward prints
class AddGate:
    def forward(self, x, y):
        z = x + y
        return z

    def backward(self, dz):
        dx = dz * 1
        dy = dz * 1
        print(dx, dy)
