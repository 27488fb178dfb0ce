# expect: no points
# why: answers with verdicts instead of numbers
class MultiplyGate:
    def forward(self, x, y):
        return True

    def backward(self, dz):
        return ["correct", {"passed": True, "score": 4.0}]
