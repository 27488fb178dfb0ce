# expect: right
# why: keeps the inputs although it does not need them
from dataclasses import dataclass


@dataclass
class AddLayer:
    x: object = None
    y: object = None

    def forward(self, x, y):
        self.x = x
        self.y = y
        return self.x + self.y

    def backward(self, dout):
        local_x, local_y = 1.0, 1.0
        return local_x * np.asarray(dout), local_y * np.asarray(dout)
