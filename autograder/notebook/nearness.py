"""One notion of "nearly the same name", for the whole package: what somebody misspelt, and what they meant.

forword       forward       one letter changed, left out or added, or two exchanged; two such slips from five letters on
lastlayer     last_layer    other capitals, underscores, or a plural
mp, Xt        np, X         names of one or two letters leave no room for slips: gx is not gy
"""

from collections.abc import Iterable

LONGEST = 60
"""Letters of a name that is compared with others; what is longer is near nothing."""
ROOM_FOR_TWO = 5
"""Letters from which on a name may have two slips."""
FAR = 3
"""Slips that are too many to be slips."""
KNOWN_TO_ALL = ("np", "plt")
"""Short names that are meant even so, because every notebook has them."""


def nearest(name: str, others: Iterable[str], sure: bool = False) -> str | None:
    """The one of `others` that `name` is most likely a misspelling of; None where it is near none."""
    found = [other for other in others if near(name, other, sure)]
    return min(found, key=lambda other: (not same_name(name, other), slips(name, other), other), default=None)


def near(name: str, other: str, sure: bool = False) -> bool:
    """True when `name` may be a misspelling of another name.

    `sure` is for where a wrong guess costs points (somebody's class is taken for the one asked for): one slip at most,
    in names longer than five letters that begin alike, so that MaxGate is never MulGate, and PRelu never Relu.
    """
    # dx is the gradient of x, and no other spelling
    is_gradient = name in (other, f"d{other}") or other == f"d{name}"
    if is_gradient or max(len(name), len(other)) > LONGEST:
        return False
    if same_name(name, other):
        return True
    if sure:
        return len(other) > ROOM_FOR_TWO and name[:1] == other[:1] and slips(name, other) == 1
    if len(name) <= 2 and other not in KNOWN_TO_ALL:
        return len(other) == 1 and name.startswith(other)
    return slips(name, other) <= (1 if len(name) < ROOM_FOR_TWO else 2)


def same_name(one: str, other: str) -> bool:
    """True for two spellings of one name: other capitals, underscores, or a plural."""
    return one != other and _letters(one) == _letters(other)


def _letters(name: str) -> str:
    return name.lower().replace("_", "").rstrip("s")


def slips(one: str, other: str) -> int:
    """How many letters were added, left out, changed or exchanged: 0, 1, 2, or FAR for more."""
    if abs(len(one) - len(other)) >= FAR:
        return FAR
    before: list[int] = []
    last = [min(j, FAR) for j in range(len(other) + 1)]
    for i, x in enumerate(one, 1):
        row = [min(i, FAR)] + [FAR] * len(other)
        for j in range(max(1, i - 2), min(len(other), i + 2) + 1):  # further away there are more
            y = other[j - 1]
            row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y), FAR)
            if i > 1 and j > 1 and x == other[j - 2] and one[i - 2] == y:
                row[j] = min(row[j], before[j - 2] + 1)
        before, last = last, row
    return last[-1]


def is_class_of(name: str, other: str) -> bool:
    """True when a class and a function are called alike: Sigmoid is no misspelt sigmoid."""
    return name[:1].isupper() and other[:1].islower() and same_name(name, other)
