# expect: full marks
# why: draws the graph with its own numbers, in its cell and where it is asked
from autograder.selfcheck import check, draw


class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        draw(self)
        return [dz * self.y, dz * self.x]


draw("multiply_gate")
draw("multiply_gate", lang="ko")
check("multiply_gate")
