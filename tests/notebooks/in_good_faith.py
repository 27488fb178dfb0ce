# assignment: ps3
# why: dataclass, inheritance, super(), lists, loops, other attributes
# right: mul_layer, add_layer, sigmoid

# %%
import numpy as np
from dataclasses import dataclass, field
from abc import ABC, abstractmethod

# %%
class Layer(ABC):
    def __init__(self):
        self.kept = {}

    @abstractmethod
    def forward(self, *args): ...

    def remember(self, **values):
        self.kept = values

# %%
@dataclass
class MulLayer:
    x: float = 0.0
    y: float = 0.0

    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dout: float = 1.0) -> list:
        return [self.y * dout, self.x * dout]

# %%
class AddLayer(Layer):
    def __init__(self):
        super().__init__()

    def forward(self, x, y):
        return np.array(x + y)

    def backward(self, dout):
        return np.array([dout, dout])

# %%
class Sigmoid(Layer):
    def forward(self, x):
        flat = [1 / (1 + np.exp(-v)) for v in np.ravel(x)]
        self.remember(out=np.reshape(flat, np.shape(x)))
        return self.kept["out"]

    def backward(self, dout):
        out = self.kept["out"]
        return dout * out * (1 - out)
