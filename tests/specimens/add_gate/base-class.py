# expect: right
# why: inherits from a general linear gate
class LinearGate:
    coefficients = ()

    def forward(self, *inputs):
        total = 0
        for c, v in zip(self.coefficients, inputs):
            total = total + c * v
        return total

    def backward(self, dz):
        return [c * dz for c in self.coefficients]


class AddGate(LinearGate):
    coefficients = (1, 1)
