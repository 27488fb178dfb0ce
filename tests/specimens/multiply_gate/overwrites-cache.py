# expect: wrong
# misconception: cache-overwritten
# why: dx is written over x before dy needs x
class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        self.x = self.y * dz
        self.y = self.x * dz
        return [self.x, self.y]
