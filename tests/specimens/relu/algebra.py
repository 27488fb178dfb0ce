# expect: right
# why: (x + |x|)/2 and (1 + sign)/2
from dataclasses import dataclass, field


@dataclass
class Relu:
    sign: np.ndarray = field(default=None, repr=False)

    def forward(self, x):
        self.sign = np.sign(x)
        return (x + np.abs(x)) / 2

    def backward(self, dout):
        return dout * (1 + self.sign) / 2
