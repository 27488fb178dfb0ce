# expect: no points
# why: never comes to the end of its cell
while True:
    pass


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
