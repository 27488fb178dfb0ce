# expect: no points
# why: raises exceptions that are not errors
class MultiplyGate:
    def __init__(self):
        self.turn = 0

    def forward(self, x, y):
        raise KeyboardInterrupt

    def backward(self, dz):
        raise GeneratorExit


raise BaseException("stop grading")
