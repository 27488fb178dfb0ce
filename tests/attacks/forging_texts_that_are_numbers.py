# expect: no points
# why: answers the right numbers as text, in case somebody reads them as numbers
class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return repr(x * y)

    def backward(self, dz):
        return [repr(dz * self.y), repr(dz * self.x)]
