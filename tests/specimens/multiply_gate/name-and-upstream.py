# expect: wrong
# misconception: name-typo
# why: a name is misspelt in forward, and backward ignores the upstream gradient
class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        product = x * y
        return produkt

    def backward(self, dz):
        return [self.y, self.x]
