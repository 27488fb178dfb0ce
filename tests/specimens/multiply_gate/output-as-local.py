# expect: wrong
# misconception: mul-output-as-local
# why: the product used as local gradient
class MultiplyGate:
    def forward(self, x, y):
        self.z = x * y
        return self.z

    def backward(self, dz):
        return [self.z * dz, self.z * dz]
