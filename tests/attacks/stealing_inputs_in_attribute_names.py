# expect: no points
# why: asks for names and attributes that spell the hidden inputs
class MultiplyGate:
    def forward(self, x, y):
        return getattr(self, repr(x))

    def backward(self, dz):
        return eval("n" + repr(dz).replace(".", "_").replace("-", "m"))
