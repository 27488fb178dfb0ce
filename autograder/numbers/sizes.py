"""Sizes of named dimensions: [N, 3], [4*H, H], [N, L + K].

A dimension is a number, a name, a multiple of a name, or a sum of those. Names get sizes that differ, also from whatever
is made of them, so that a missing transpose cannot pass.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

SIZES = (3, 4, 2, 5, 6, 7)
"""Sizes of named dimensions, in the order they are met; 8, 9, 10 and so on come after them."""
MOST = 64
"""Sizes are smaller than this."""

Shape = tuple[str, ...]

_TERM = re.compile(
    r"(?:(?P<times>[1-9][0-9]{0,3}) *\* *)?(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<number>[1-9][0-9]{0,3})"
)
FORM = "a size like 3, N, 4*H or L+K"


def terms(dimension: str) -> list[tuple[int, str]]:
    """A dimension as a sum: factors and names, "" where the factor is all. Raises ValueError for anything else."""
    found = []
    for text in dimension.split("+"):
        match = _TERM.fullmatch(text.strip())
        if match is None:
            raise ValueError(FORM)
        found.append((int(match["number"] or match["times"] or 1), match["name"] or ""))
    return found


def names(shapes: Iterable[Shape]) -> list[str]:
    """The names in some shapes, each once, as they are met."""
    met = (name for shape in shapes for dimension in shape for _, name in terms(dimension))
    return [name for name in dict.fromkeys(met) if name]


def size_of(dimension: str, size: Mapping[str, int]) -> int:
    """How long a dimension is. KeyError for a name without a size."""
    return sum(factor * (size[name] if name else 1) for factor, name in terms(dimension))


def sizes(shapes: Collection[Shape]) -> dict[str, int]:
    """A size for each name: dimensions that are not the same are not equally long, as far as that can be."""
    forms = {_form(dimension) for shape in shapes for dimension in shape}
    found: dict[str, int] = {}
    for name in names(shapes):
        free = [one for one in (*SIZES, *range(max(SIZES) + 1, MOST)) if one not in found.values()]
        fit = (one for one in free if _differ(forms, {**found, name: one}))
        found[name] = next(fit, free[0])
    return found


def _form(dimension: str) -> frozenset[tuple[str, int]]:
    """A dimension by names and their factors, however it is written."""
    factors: Counter[str] = Counter()
    for factor, name in terms(dimension):
        factors[name] += factor
    return frozenset(factors.items())


def _differ(forms: Iterable[frozenset[tuple[str, int]]], size: Mapping[str, int]) -> bool:
    """Whether all dimensions whose names have a size are of different lengths."""
    size = {"": 1, **size}
    known = [one for one in forms if all(name in size for name, _ in one)]
    return len({sum(factor * size[name] for name, factor in one) for one in known}) == len(known)
