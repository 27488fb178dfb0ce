# expect: full marks
# why: goes nine hundred calls deep, as it may
def nest(depth, value):
    return value if depth == 0 else nest(depth - 1, value)


class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = nest(900, x), nest(900, y)
        return self.x * self.y

    def backward(self, dz):
        return [nest(900, dz) * self.y, nest(900, dz) * self.x]
