# assignment: ps3
# why: a dataclass, and code that reads its annotations: there they are evaluated as usual
# right: mul_layer, add_layer

# %%
import inspect
from dataclasses import dataclass, field
from typing import ClassVar

# %%
def checked(function):
    kinds = inspect.get_annotations(function)

    def call(self, **values):
        assert all(isinstance(values[name], kinds[name]) for name in values)
        return function(self, **values)

    return call


@dataclass
class MulLayer:
    made: ClassVar[int] = 0
    x: float = 0.0
    y: float = 0.0

    @checked
    def keep(self, x: object, y: object):
        self.x, self.y = x, y

    def forward(self, x, y):
        self.keep(x=x, y=y)
        return x * y

    def backward(self, dout):
        return dout * self.y, dout * self.x

# %%
@dataclass
class AddLayer:
    seen: list = field(default_factory=list)

    def forward(self, x, y):
        return x + y

    def backward(self, dout):
        return dout, dout
