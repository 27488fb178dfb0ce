# expect: right
# why: a dataclass that checks after its construction
from dataclasses import dataclass
from typing import Optional


@dataclass
class Variable:
    data: Optional[np.ndarray]
    grad: Optional[np.ndarray] = None

    def __post_init__(self):
        if not isinstance(self.data, (np.ndarray, type(None))):
            raise TypeError(f"unsupported: {type(self.data)}")
