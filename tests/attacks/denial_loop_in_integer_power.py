# expect: no points
# why: computes a number that has more digits than there is memory, inside one C call
number = 7 ** (7 ** (7**7 % 1000 + 9))


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
