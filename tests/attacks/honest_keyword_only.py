# expect: full marks
# why: takes more arguments than it is given, with values of its own
class MultiplyGate:
    def __init__(self, *arguments, verbose=False, **options):
        self.verbose = verbose

    def forward(self, x, y, *, scale=1.0, **options):
        self.x, self.y, self.scale = x, y, scale
        return x * y * scale

    def backward(self, dz=1.0, *more):
        return [dz * self.y * self.scale, dz * self.x * self.scale]
