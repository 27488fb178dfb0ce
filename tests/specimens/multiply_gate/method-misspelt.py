# expect: wrong
# misconception: name-typo
# why: backward is called backword
class MultiplyGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        z = x * y
        return z

    def backword(self, dz):
        dx = self.y * dz
        dy = self.x * dz
        return [dx, dy]
