# expect: wrong
# share: 0.75
# misconception: scalar-math-on-array
# why: numbers are made of whatever comes in
class MultiplyGate:
    def forward(self, x, y):
        self.x = float(x)
        self.y = float(y)
        return self.x * self.y

    def backward(self, dz):
        return [self.y * float(dz), self.x * float(dz)]
