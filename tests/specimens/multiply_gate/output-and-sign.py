# expect: wrong
# misconception: mul-output-as-local
# why: the product in the place of the factors, and negative
class MultiplyGate:
    def forward(self, x, y):
        self.z = x * y
        return self.z

    def backward(self, dz):
        return [-self.z, -self.z]
