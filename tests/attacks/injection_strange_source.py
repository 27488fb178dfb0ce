# expect: no points
# why: defines its answer under letters that look like the right ones
class МultiplyGate:
    def forward(self, x, y):
        return x * y


class MultiplyGatе:
    def backward(self, dz):
        return [dz, dz]
