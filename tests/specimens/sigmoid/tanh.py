# expect: right
# why: written with tanh, in a dataclass
from dataclasses import dataclass
from typing import Optional


@dataclass
class Sigmoid:
    half: Optional[np.ndarray] = None

    def forward(self, x):
        self.half = np.tanh(x / 2)
        return 0.5 * (1 + self.half)

    def backward(self, dout):
        return dout * (1 - self.half * self.half) / 4
