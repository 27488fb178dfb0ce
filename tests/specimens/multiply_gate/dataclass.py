# expect: right
# why: a dataclass, type hints, Korean comments
from dataclasses import dataclass
from typing import Any


@dataclass
class MultiplyGate:
    """곱셈 게이트예요."""

    x: Any = None
    y: Any = None

    def forward(self, x: Any, y: Any) -> Any:
        # 역전파에 쓸 입력을 기억해요
        self.x, self.y = x, y
        return self.x * self.y

    def backward(self, dz: Any) -> list[Any]:
        return [dz * self.y, dz * self.x]
