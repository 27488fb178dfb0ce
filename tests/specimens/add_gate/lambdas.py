# expect: right
# why: methods as lambdas
class AddGate:
    forward = lambda self, x, y: x + y
    backward = lambda self, dz: (1.0 * dz,) * 2
