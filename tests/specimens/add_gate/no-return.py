# expect: wrong
# misconception: returns-none
# why: backward without return
class AddGate:
    def forward(self, x, y):
        z = x + y
        return z

    def backward(self, dz):
        dx = dz * 1
        dy = dz * 1
