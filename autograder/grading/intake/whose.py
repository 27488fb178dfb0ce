"""From what a platform calls a person to the student of the roster; where the roster does not settle it, nobody is guessed."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

from autograder.grading.intake.claim import Claim
from autograder.model.message import tell
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
            return "", tell(
                "nothing says whose it is: submission_metadata.yml is missing, or does not name it"
            )
        if not self.students and is_id(name):
            return name, ""
        if not self.students:
            return "", tell('"{name}" can be no id of a student', name=clean(name, 60))
        numbers = self._numbers(claim)
        called = self._called(claim)
        both = numbers & called if numbers and called else numbers or called
        if len(both) == 1:
            return next(iter(both)), ""
        return "", self._why(claim, numbers, called)

    def _numbers(self, claim: Claim) -> set[str]:
        """Who has the platform's number, or the e-mail address."""
        said = [(column, claim.number) for column in _IDS.get(claim.kind, ())] + [("email", claim.email)]
        return set().union(*(self._by[column].get(value.casefold(), ()) for column, value in said if value))

    def _called(self, claim: Claim) -> set[str]:
        """Who has one of the names: of several the first that somebody has. An address with the same name before the @ is another's
        where the roster knows theirs."""
        mailbox = claim.email.partition("@")[0]
        found = ((name, self._named(name)) for name in claim.names)
        return next(
            (
                known
                for name, known in found
                if known and not (name == mailbox and all(self.students[one].email for one in known))
            ),
            set(),
        )

    def _named(self, name: str) -> set[str]:
        if name in self.students:
            return {name}
        logins = (self._by[column].get(name.casefold()) for column in _LOGINS)
        return set(next(filter(None, (*logins, self._by["name"].get(letters(name)))), ()))

    def alone(self, whose: Iterable[tuple[Claim, str]]) -> Mapping[tuple[str, tuple[str, str]], str]:
        """Claims of a student that another person makes, too, by student and `Claim.who`, each with the reason. Whose number the roster
        has is who it says; a name alone, which people may choose, is nobody's where two have it."""
        people: dict[tuple[str, str], dict[tuple[str, str], Claim]] = defaultdict(dict)
        for claim, student in whose:
            if claim.who[1]:
                people[student, claim.platform][claim.who] = claim
        several = {at: self._several(*at, claims) for at, claims in people.items() if len(claims) > 1}
        return {
            (student, who): why
            for (student, platform), why in several.items()
            for who, claim in people[student, platform].items()
            if not self._is_told(claim, student)
        }

    def _is_told(self, claim: Claim, student: str) -> bool:
        """Whether the roster says it by the platform's number, or the whole name of a login there."""
        login = claim.names[0].casefold() if claim.platform == "GitHub" else ""
        logins = (self._by[column].get(login, ()) for column in ("username", "student"))
        return student in self._numbers(claim) or any(student in known for known in logins)

    def _several(self, student: str, platform: str, claims: Iterable[tuple[str, str]]) -> str:
        who = ", ".join(sorted(number for _, number in claims)[:4])
        where = (
            tell("give each an id of the platform in roster.csv")
            if self.students
            else tell("a roster.csv says who is who")
        )
        return tell(
            '{platform} has several people called "{name}" ({who}): {where}',
            platform=platform,
            name=clean(student, 60),
            who=clean(who, 100),
            where=where,
        )

    def _why(self, claim: Claim, numbers: set[str], called: set[str]) -> str:
        name = clean(claim.names[0] if claim.names else claim.number or "?", 60)
        if numbers and called:
            return tell(
                '{number} is {one} in the roster, and the name "{name}" {other}: say which in roster.csv',
                number=claim.number or claim.email,
                one=_list(numbers),
                name=name,
                other=_list(called),
            )
        if several := numbers or called:
            return tell(
                '"{name}" may be {several}: give each an id of the platform in roster.csv',
                name=name,
                several=_list(several),
            )
        number = f" ({claim.kind} {claim.number})" if claim.number and claim.kind not in ("", "sid") else ""
        return tell('no line of the roster is "{name}"{number}', name=name, number=number)


def _list(students: Iterable[str]) -> str:
    return ", ".join(sorted(students))


def letters(name: str) -> str:
    """A name as Canvas writes it in files, and as anybody would compare it: small, without accents, blanks and signs."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in apart if letter.isalnum())
