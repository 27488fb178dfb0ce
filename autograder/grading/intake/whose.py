"""From what a platform calls a person to the student of the roster; where the roster does not settle it, nobody is guessed."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from autograder.grading.intake.claim import Claim
from autograder.model.student import Student, is_id
from autograder.words.clean import clean

_IDS = {
    "canvas_id": ("canvas_id",),
    "moodle_id": ("moodle_id",),
    "sid": ("student", "sis_user_id", "sis_login_id", "username"),
}
"""Columns of the roster that a platform's number may stand in."""
_LOGINS = ("student", "username", "sis_login_id", "sis_user_id", "email")


class Whose:
    """Students by all that they are called. Without a roster a person's name there is the student's id."""

    def __init__(self, students: Mapping[str, Student]) -> None:
        self.students = students
        self._by: dict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for student in students.values():
            for column in ("canvas_id", "moodle_id", *_LOGINS):
                if value := getattr(student, column):
                    self._by[column][value.casefold()].add(student.student)
            names = (student.last_name, student.first_name)
            for name in (
                *(getattr(student, column) for column in _LOGINS[:3]),
                "".join(names),
                "".join(names[::-1]),
            ):
                if letters(name):
                    self._by["name"][letters(name)].add(student.student)

    def of(self, claim: Claim) -> tuple[str, str]:
        """The student, and ""; or "", and why nobody knows."""
        name = next((name for name in claim.names if name), "")
        if not (name or claim.number or claim.email):
            return "", "nothing says whose it is: submission_metadata.yml is missing, or does not name it"
        if not self.students:
            return (name, "") if is_id(name) else ("", f'"{clean(name, 60)}" can be no id of a student')
        numbers = self._numbers(claim)
        called = self._called(claim.names)
        both = numbers & called if numbers and called else numbers or called
        if len(both) == 1:
            return next(iter(both)), ""
        return "", self._why(claim, numbers, called)

    def _numbers(self, claim: Claim) -> set[str]:
        """Who has the platform's number, or the e-mail address."""
        said = [(column, claim.number) for column in _IDS.get(claim.kind, ())] + [("email", claim.email)]
        return set().union(*(self._by[column].get(value.casefold(), ()) for column, value in said if value))

    def _called(self, names: Iterable[str]) -> set[str]:
        """Who has one of the names: of several the first that somebody has."""
        for name in names:
            if name in self.students:
                return {name}
            for known in (
                *(self._by[column].get(name.casefold()) for column in _LOGINS),
                self._by["name"].get(letters(name)),
            ):
                if known:
                    return set(known)
        return set()

    def _why(self, claim: Claim, numbers: set[str], called: set[str]) -> str:
        name = clean(claim.names[0] if claim.names else claim.number or "?", 60)
        if numbers and called:
            there = f"{claim.number or claim.email} is {_list(numbers)} in the roster"
            return f'{there}, and the name "{name}" {_list(called)}: say which in roster.csv'
        if several := numbers or called:
            return f'"{name}" may be {" or ".join(sorted(several))}: give each an id of the platform in roster.csv'
        number = f" ({claim.kind} {claim.number})" if claim.number and claim.kind not in ("", "sid") else ""
        return f'no line of the roster is "{name}"{number}'


def _list(students: Iterable[str]) -> str:
    return " and ".join(sorted(students))


def letters(name: str) -> str:
    """A name as Canvas writes it in files, and as anybody would compare it: small, without accents, blanks and signs."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in apart if letter.isalnum())


def alone(whose: Iterable[tuple[Claim, str]]) -> dict[str, str]:
    """Students whom files of several people are called after, each with the reason; where a roster says who is who there are none."""
    numbers: dict[str, dict[tuple[str, str], Any]] = defaultdict(dict)
    for claim, student in whose:
        if claim.number and claim.platform:
            numbers[student][claim.platform, claim.number] = claim
    found = {}
    for student, people in numbers.items():
        for platform in {platform for platform, _ in people}:
            same = sorted(number for at, number in people if at == platform)
            if len(same) > 1:
                found[student] = (
                    f'{platform} has several people called "{clean(student, 60)}" ({", ".join(same[:4])}): a roster.csv says who is who'
                )
    return found
