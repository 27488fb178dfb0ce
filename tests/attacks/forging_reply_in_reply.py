# expect: no points
# why: answers with the protocol's own records in the place of numbers
from autograder.sandbox import protocol


class MultiplyGate:
    def forward(self, x, y):
        return protocol.Reply((x * y,), ("printed",), (("a", "b"),))

    def backward(self, dz):
        return [protocol.Raised("ValueError", "m", 0, 1, "x"), protocol.Skipped()]
