"""Whose line of another program's list it is, by the ids and names that the roster knows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import fields

from autograder.model.student import Student

ANY = "any"
"""An id of whatever program: where a list says only that it is one."""
NAME = "name"


class People:
    """A class, to be looked up."""

    def __init__(self, students: Iterable[Student]) -> None:
        self._known: dict[tuple[str, str], list[str]] = {}
        for student in students:
            for key in {*_keys(student)}:
                self._known.setdefault(key, []).append(student.student)

    def find(self, *keys: tuple[str, str]) -> str | None:
        """The id of who has the first of these (kind, value) that anybody has; None where nobody has any, or two have it.

        A kind is a field of `Student`, `ANY` or `NAME`.
        """
        for kind, value in keys:
            found = self._known.get((kind, plain(value))) if plain(value) else None
            if found:
                return found[0] if len(found) == 1 else None
        return None


def plain(value: str) -> str:
    """An id or a name without what programs change in passing: case, kinds of blanks, a spreadsheet's apostrophe."""
    return " ".join(unicodedata.normalize("NFKC", value).casefold().removeprefix("'").split())


def _keys(student: Student) -> Iterable[tuple[str, str]]:
    names = ("last_name", "first_name", "section")
    for field in fields(student):
        value = plain(getattr(student, field.name))
        if value and field.name not in names:
            yield field.name, value
            # A number that one program gave out means somebody else to another.
            if field.name not in ("canvas_id", "moodle_id"):
                yield ANY, value
    last, first = student.last_name, student.first_name
    for name in (student.name, f"{first} {last}", f"{last} {first}", f"{last}, {first}", f"{last}{first}"):
        if plain(name).strip(" ,"):
            yield NAME, plain(name)
