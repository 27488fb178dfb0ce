# expect: no points
# why: its classes answer for themselves what they are, what they equal and what their instances are
class Agreeing(type):
    def __instancecheck__(cls, other):
        return True

    def __subclasscheck__(cls, other):
        return True

    def __eq__(cls, other):
        return True

    def __hash__(cls):
        return 0

    def __call__(cls, *arguments):
        return object.__new__(cls)

    def __getattr__(cls, name):
        return float

    __name__ = "float"
    __module__ = "builtins"


class MultiplyGate(metaclass=Agreeing):
    def forward(self, x, y):
        return MultiplyGate()

    def backward(self, dz):
        return MultiplyGate(), MultiplyGate()
