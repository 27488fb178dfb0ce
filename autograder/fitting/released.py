"""Notebooks that came from our release: how they are known, and their read-only cells as they were handed out.

What is read-only the release alone says, by its grade_ids: a student may change any text, and any metadata too.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from autograder.model.cell import Cell
from autograder.notebook.code import same_code

CHANGED = "changed: it ran as it was handed out"
GONE = "deleted: it was put back and ran as it was handed out"

_PRINTED = re.compile(r"^([ \t]*+)print\(.*(?:\n[ \t]*+print\(.*)*+", re.MULTILINE)
_OWN_IMPORT = re.compile(r"^[ \t]*+(?:from|import)[ \t]++autograder\b", re.MULTILINE)


def came_from(cells: Sequence[Cell], ids: Collection[str | None]) -> bool:
    """True for a notebook that came from a release: a cell has one of its grade_ids, or imports the self-check, as a
    script made of such a notebook does."""
    known = frozenset(ids) - {None}
    return any(cell.grade_id in known or _OWN_IMPORT.search(cell.source) for cell in cells)


def as_released(cells: Sequence[Cell], released: Sequence[Cell]) -> tuple[Cell, ...]:
    """A submission's cells with the read-only ones of the release as they were handed out, each once and in its place.

    `released` are all cells of the release. Those that differed say so in their note. A copy of a read-only cell is a
    cell of the student's own, as is everything in a notebook without any id of the release.
    """
    own = {cell.grade_id: cell for cell in released if cell.grade_id is not None}
    if not any(cell.grade_id in own for cell in cells):
        return tuple(cells)
    mended: list[Cell] = []
    seen: set[str | None] = set()
    for cell in cells:
        one = _mended(cell, own.get(cell.grade_id or ""), cell.grade_id in seen)
        mended.append(one)
        seen.add(one.grade_id)
    return _put_back(mended, released, seen)


def _put_back(
    mended: list[Cell], released: Sequence[Cell], there: Collection[str | None]
) -> tuple[Cell, ...]:
    """The cells with the read-only ones that are not `there`, each in its place."""
    for at, lost in enumerate(released):
        if lost.given and lost.grade_id not in there:
            place = _place([cell.grade_id for cell in mended], [cell.grade_id for cell in released[:at]])
            mended.insert(place, replace(lost, index=mended[place - 1].index if place else 0, note=GONE))
    return tuple(mended)


def _mended(cell: Cell, known: Cell | None, again: bool) -> Cell:
    """The student's cell of that id, what the release says of it, and its text where nobody was to change it; a cell of
    the student's own where there is none, or where it is there `again`."""
    if known is None:
        return cell
    if known.given and again:
        return replace(cell, grade_id=None, locked=False, given=False)
    if not known.given:
        return replace(cell, locked=known.locked)
    note = "" if _same(cell.source, known.source) else CHANGED
    return replace(known, index=cell.index, note=note)


def _same(one: str, other: str) -> bool:
    """Whether two read-only cells are the same but for what they print: that may be in the reader's language."""
    return same_code(one, other) or same_code(_PRINTED.sub(r"\1pass", one), _PRINTED.sub(r"\1pass", other))


def _place(there: Sequence[str | None], before: Sequence[str | None]) -> int:
    """Where a cell belongs: after the last cell that stands there of those before it in the release."""
    known = frozenset(before) - {None}
    return max((at + 1 for at, name in enumerate(there) if name in known), default=0)
