# expect: no points
# why: never returns from backward, and forward is wrong
class MultiplyGate:
    def forward(self, x, y):
        return x - y

    def backward(self, dz):
        while True:
            pass
