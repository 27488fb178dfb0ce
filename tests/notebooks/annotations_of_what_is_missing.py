# assignment: ps4
# why: annotations name things of files that were not handed in; nobody evaluates them
# right: numerical_diff

# %%
import numpy as np
from dezero.core import Function, Variable
from somewhere import Tensor

# %%
def numerical_diff(f: Callable[[Tensor], Array["float"]], x: Variable, eps: float = 1e-4) -> Optional[Tensor]:
    x0: Box = Variable(x.data - eps)
    x1 = Variable(x.data + eps)
    y0, y1 = f(x0), f(x1)
    return (y1.data - y0.data) / (2 * eps)
