# expect: wrong
# misconception: missing-variable
# why: the class is called Multiplication
class Multiplication:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = x * y
        return z

    def backward(self, dz):
        dx = self.y * dz
        dy = self.x * dz
        return [dx, dy]
