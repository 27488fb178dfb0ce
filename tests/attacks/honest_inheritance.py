# expect: full marks
# why: inherits from an abstract base class of its own
from abc import ABC, abstractmethod
from enum import Enum


class Mode(Enum):
    TRAIN = 1
    TEST = 2


class Gate(ABC):
    mode = Mode.TRAIN

    def __init__(self):
        super().__init__()
        self.cache = None

    @abstractmethod
    def forward(self, *inputs):
        ...

    def __call__(self, *inputs):
        return self.forward(*inputs)


class MultiplyGate(Gate):
    def forward(self, x, y):
        self.cache = (x, y)
        return x * y

    def backward(self, dz):
        x, y = self.cache
        return [y * dz, x * dz]
