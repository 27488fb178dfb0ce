# expect: wrong
# misconception: cache-local-variable
# why: self. forgotten when storing
class MultiplyGate:
    def __init__(self):
        self.x = None
        self.y = None

    def forward(self, x, y):
        x_saved = x
        y_saved = y
        return x_saved * y_saved

    def backward(self, dz):
        return [self.y * dz, self.x * dz]
