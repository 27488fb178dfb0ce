# expect: wrong
# misconception: dunder-typo
# why: __ionit__ never runs, so the list is missing
class MultiplyGate:
    def __ionit__(self):
        self.saved = {}

    def forward(self, x, y):
        self.saved["x"] = x
        self.saved["y"] = y
        return x * y

    def backward(self, dz):
        return [self.saved["y"] * dz, self.saved["x"] * dz]
