# expect: wrong
# share: 0.625
# misconception: -
# why: forward leaves the inputs in global variables, where the next gate overwrites them
class MultiplyGate:
    def forward(self, x, y):
        global kept
        kept = (x, y)
        return x * y

    def backward(self, dz):
        return [kept[1] * dz, kept[0] * dz]
