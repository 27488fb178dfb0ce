"""`derivative`: a plain variable holds the derivative of one variable by another, proved numerically on the reference.

    {check: derivative, of: dfdx, d: f, by: x, equals: -4, points: 1}

With `upstream: dD` it is the gradient of sum(dD * d) by `by`. Judged as a `value` is: as it stands and at other inputs.
"""

from autograder.checks.value import judge
from autograder.checks.variables import plan

__all__ = ["judge", "plan"]
