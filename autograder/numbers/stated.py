"""Numbers as a text states them: 0.73 is met by 0.7311, and 7 by nothing but 7."""

from decimal import Decimal

import numpy as np

from autograder.numbers.compare import Array, as_array
from autograder.sandbox.protocol import Observation

EXACT = 1e-8
"""What a number that is stated in full may be off by, as a share of it (of one, where it is smaller)."""


def meets(got: Observation, stated: object) -> bool:
    """Whether an answer has the shape and, to the digits that are stated, the numbers of `stated` (nested tuples)."""
    want, answer = as_array(stated), as_array(got)
    if want is None or answer is None:
        return False
    if want.shape == () and answer.size == 1:
        answer = answer.reshape(())
    if answer.shape != want.shape:
        return False
    with np.errstate(invalid="ignore"):
        return bool(np.all(np.abs(answer - want) <= _room(stated)))


def _room(stated: object) -> float | Array:
    """What each number may be off by: half of its last digit, and what rounding takes."""
    if isinstance(stated, tuple):
        return np.array([_room(one) for one in stated])
    places = Decimal(repr(stated)).as_tuple().exponent if type(stated) is float else None
    half = 0.5 * 10.0**places if isinstance(places, int) else 0.0
    return half + EXACT * max(1.0, abs(float(np.asarray(stated))))


def written(value: object) -> str:
    """Numbers as a text prints them: 7, 0.5, [[1, 2]]; at most six digits."""
    value = value.tolist() if isinstance(value, np.ndarray) else value
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(written, value))}]"
    return f"{value:.6g}" if isinstance(value, float) else str(value)
