# expect: no points
# why: answers with objects that run a command when they are unpickled or copied
import os


class Bomb:
    def __reduce__(self):
        return os.system, ("id",)

    def __deepcopy__(self, memo):
        os._exit(0)

    __copy__ = __deepcopy__


class MultiplyGate:
    def forward(self, x, y):
        return Bomb()

    def backward(self, dz):
        return [Bomb(), Bomb()]
