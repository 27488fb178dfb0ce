# expect: no points
# why: answers with a list that contains itself
ring = [1.0]
ring.append(ring)
table = {"a": ring}
table["b"] = table


class MultiplyGate:
    def forward(self, x, y):
        return ring

    def backward(self, dz):
        return ring, table
