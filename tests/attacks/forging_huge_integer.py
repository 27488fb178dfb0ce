# expect: no points
# why: answers integers of ten thousand digits
class MultiplyGate:
    def forward(self, x, y):
        return 10**10000

    def backward(self, dz):
        return [10**10000, -(10**10000)]
