# expect: no points
# why: answers with lists nested a hundred thousand deep
deep = []
for _ in range(100_000):
    deep = [deep]


class MultiplyGate:
    def forward(self, x, y):
        return deep

    def backward(self, dz):
        return [deep, deep]
