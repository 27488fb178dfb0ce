# expect: no points
# why: writes into the arrays that it is given, so that whoever compares with them agrees
class MultiplyGate:
    def forward(self, x, y):
        for one in (x, y):
            if isinstance(one, np.ndarray):
                one[...] = 0
        return x + y

    def backward(self, dz):
        if isinstance(dz, np.ndarray):
            dz[...] = 0
        return [dz + 1, dz + 1]
