# expect: right
# why: a dataclass with type annotations that returns a list
from dataclasses import dataclass
from typing import Any


@dataclass
class MulLayer:
    x: Any = None
    y: Any = None

    def forward(self, x, y):
        self.x, self.y = x, y
        return np.multiply(x, y)

    def backward(self, dout):
        return [np.multiply(dout, self.y), np.multiply(dout, self.x)]
