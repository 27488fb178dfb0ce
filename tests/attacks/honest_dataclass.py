# expect: full marks
# why: is written as a dataclass with type hints
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Optional


@dataclass
class MultiplyGate:
    x: Optional[Any] = None
    y: Optional[Any] = None
    history: list[tuple[Any, Any]] = field(default_factory=list)

    def forward(self, x: Any, y: Any) -> Any:
        self.x, self.y = x, y
        self.history.append((x, y))
        return np.multiply(x, y)

    def backward(self, dz: Any) -> tuple[Any, Any]:
        return np.multiply(dz, self.y), np.multiply(dz, self.x)
