"""Where a submission answers a question: after which cell it is asked, and in which cells its work stands.

With nbgrader's grade_ids that is the question's own cell. Without them (another edition, a copy, a script) questions
are found by the names that cells define; plain-variable questions by the cells after which the given inputs stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from autograder.model.cell import Cell
from autograder.model.question import Question
from autograder.notebook.code import Code, code
from autograder.notebook.nearness import nearest
from autograder.numbers.compare import as_array, compare


@dataclass(frozen=True, slots=True)
class Place:
    """Cells `first` … `after` (positions among the cells that run); `alias` is the student's name for the target, `fits`
    how many of the given inputs are set there as the course gives them."""

    first: int
    after: int
    alias: str | None = None
    by_id: bool = False
    fits: int = field(default=0, compare=False)


_TEST = re.compile(r"^(test|Test)|Tests?$")


def places(
    questions: Sequence[Question], cells: Sequence[Cell], wanted: Mapping[str, frozenset[str]]
) -> dict[str, list[Place]]:
    """For each question the places where it may be answered, likeliest last; one for classes and functions.

    `wanted` are the names that each plain-variable question asks for.
    """
    told = [code(cell.source) for cell in cells]
    by_id = {cell.grade_id: at for at, cell in enumerate(cells) if cell.grade_id}
    found = {}
    for question in questions:
        own = by_id.get(question.id)
        if question.target is not None:
            found[question.id] = _of_target(question, cells, told, own)
        elif question.given:
            found[question.id] = _of_variables(question, cells, told, own, wanted[question.id])
        else:
            tests = [at for at, one in enumerate(told) if any(map(_TEST.search, one.blocks))]
            at = tests[-1:] if own is None else [own]
            found[question.id] = [Place(0, i, by_id=own is not None) for i in at]
    claimed = {place.after for options in found.values() for place in options if place.fits}
    return {
        q: [one for one in options if one.by_id or one.fits or not wanted[q] or one.after not in claimed]
        for q, options in found.items()
    }


def _of_target(
    question: Question, cells: Sequence[Cell], told: Sequence[Code], own: int | None
) -> list[Place]:
    assert question.target is not None
    instead = _written_elsewhere(question.target, cells, told, own)
    if instead is not None:
        return [Place(0, instead, by_id=True)]
    if own is not None and told[own].names.intersection(
        (question.target, *question.options.get("names", ()))
    ):
        return [Place(0, own, by_id=True)]
    known = (question.target, *question.aliases)
    for name in known if own is not None else _names_of(question, told):
        at = [i for i, one in enumerate(told) if name in one.blocks]
        if at:
            names = {name, *question.options.get("names", ())}
            needed = [i for i, one in enumerate(told) if one.blocks & names]
            return [Place(0, needed[-1], None if name == question.target else name, own is not None)]
    torn = [i for i, one in enumerate(told) if question.target in one.torn | one.names]
    at = torn[-1:] if own is None else [own]
    return [Place(0, i, by_id=own is not None) for i in at]


def _written_elsewhere(
    target: str, cells: Sequence[Cell], told: Sequence[Code], own: int | None
) -> int | None:
    """A later cell of the student's own that defines the target, where the question's cell still holds its stub."""
    if own is None or "NotImplementedError" not in cells[own].source:
        return None
    later = [i for i in range(own + 1, len(cells)) if cells[i].grade_id is None and target in told[i].blocks]
    written = [i for i in later if "NotImplementedError" not in cells[i].source]
    return written[-1] if written else None


def _names_of(question: Question, told: Sequence[Code]) -> Iterable[str]:
    """What the target may be called, likeliest first: its name, its aliases, and classes whose names are nearly that."""
    assert question.target is not None
    known = (question.target, *question.aliases)
    yield from known
    if question.target[0].isupper():
        plain = {_plain(name) for name in known}
        for name in dict.fromkeys(name for one in reversed(told) for name in sorted(one.blocks)):
            if name[0].isupper() and (_plain(name) in plain or nearest(name, known, sure=True)):
                yield name


def _plain(name: str) -> str:
    """A class name without what editions differ in: Mul_Layer, mullayer and MulGate are one."""
    return re.sub(r"(layer|gate|function)$", "", name.replace("_", "").lower())


def _of_variables(
    question: Question,
    cells: Sequence[Cell],
    told: Sequence[Code],
    own: int | None,
    wanted: frozenset[str],
) -> list[Place]:
    if own is not None and wanted & told[own].names:
        before = [i for i in range(own) if cells[i].grade_id and cells[i].grade_id != question.id]
        return [Place(before[-1] + 1 if before else 0, own, by_id=True)]
    candidates = []
    for at in _ends(told, wanted, frozenset(question.given)):
        if own is not None and cells[at].grade_id is not None:  # another question's own cell
            continue
        given = {name: _standing(name, told, at) for name in question.given}
        matches = sum(
            _matches(question.given[n], told[i].constants.get(n)) for n, i in given.items() if i is not None
        )
        first = min((i for i in given.values() if i is not None), default=0)
        names = frozenset().union(*(told[i].names for i in range(first, at + 1)))
        enough = matches or len(wanted & names) > 0.65 * len(wanted)
        if enough and all(i is not None for i in given.values()):
            candidates.append((matches, len(wanted & names), at, Place(first, at, fits=matches)))
    candidates.sort(key=lambda c: c[:3])
    best = [place for *_, place in candidates[-12:]]
    return best or ([] if own is None else [Place(0, own, by_id=True)])


def _ends(told: Sequence[Code], wanted: frozenset[str], given: frozenset[str]) -> Iterable[int]:
    """The cells after which an answer is complete: the next ones, if any, begin another (an answer or an input is set
    anew). Cells that still work on an answer belong to it: dW[0, 1] = …, dx += …"""
    answered: frozenset[str] = frozenset()
    end = None
    for at, one in enumerate(told):
        anew = one.names - one.amended
        if end is not None and (anew & answered or anew & given):
            yield end
            answered, end = frozenset(), None
        if one.names & wanted:
            answered |= one.names & wanted
            end = at
    if end is not None:
        yield end


def _standing(name: str, told: Sequence[Code], at: int) -> int | None:
    """The last cell up to `at` that assigns a name."""
    found = [i for i in range(at + 1) if name in told[i].names]
    return found[-1] if found else None


def _matches(given: object, constant: object) -> bool:
    if isinstance(given, dict):
        return True
    value = as_array(_tuples(constant))
    return value is not None and compare(value, given) is None


def _tuples(value: object) -> object:
    return tuple(_tuples(item) for item in value) if isinstance(value, list | tuple) else value
