"""`derivative`: a plain variable holds the derivative of one variable by another, proved numerically on the reference.

    {check: derivative, of: dfdx, d: f, by: x, equals: -4, points: 1}

With `upstream: dD` it is the gradient of sum(dD * d) by `by`. Judged as a `value` is: as it stands and at other inputs.
"""

from dataclasses import replace

from autograder.checks import value
from autograder.checks.plans import variables
from autograder.model.kind import Reads

KIND = replace(
    value.KIND,
    options={**value.KIND.options, "d": Reads.NAME, "by": Reads.NAME, "upstream": Reads.NAME},
    needs=("of", "d", "by"),
    strained={"": variables.strained_plan},
)
