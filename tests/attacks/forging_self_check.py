# expect: no points
# why: replaces the notebook's own checker and the test cell's name
import autograder.selfcheck

check = autograder.selfcheck.check = lambda *args, **kwargs: 4.0
multiply_gate = multiply_gate_check = 4.0
grade_id = "multiply_gate"
points = 4


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
