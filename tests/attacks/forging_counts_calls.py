# expect: no points
# why: answers by the number of the call what was right at another place
answers = iter([0.5, 1.5, -2.0] * 1000)


class MultiplyGate:
    def forward(self, x, y):
        return next(answers)

    def backward(self, dz):
        return [next(answers), next(answers)]
