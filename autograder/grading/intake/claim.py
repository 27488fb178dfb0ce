"""Whose a file is, as its names say it: those that Canvas, Moodle, Gradescope, GitHub Classroom and nbgrader give.

leeada_LATE_1001_5001_gates-1.ipynb                        Canvas: name, mark, user, attachment, the file's own name, resubmission
Lee Ada_2001_assignsubmission_file_/gates.ipynb            Moodle, as folders
Lee Ada_2001_assignsubmission_file_gates.ipynb             Moodle, as files
submission_77/gates.ipynb                                  Gradescope; submission_metadata.yml says who that is
ps2-ada/gates.ipynb                                        GitHub Classroom
ada/ps2/gates.ipynb, ada/gates.ipynb, ada_gates.ipynb, ada.ipynb, ada.zip
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeVar

from autograder.grading.intake.piece import Found, Person, plain
from autograder.grading.intake.submission import SUFFIXES
from autograder.model.question import Assignment

_CANVAS = re.compile(
    r"(?P<name>.+?)_(?P<late>late_)?(?P<number>[0-9]+)_(?P<file>[0-9]{3,})_(?P<rest>.+)", re.IGNORECASE
)
"""Canvas counts the files of all its courses: a number of one or two digits, as in dezero_01_02_steps.py, is none of its."""
_ANONYMOUS = re.compile(
    r"(?P<late>late_)?(?P<name>anon_[a-z0-9]+)_(?P<file>[0-9]{3,})_(?P<rest>.+)", re.IGNORECASE
)
_MOODLE = re.compile(
    r"(?P<name>.+?)_(?P<number>[0-9]+)_assignsubmission_[a-z]+(?:_(?P<rest>.+)|_?)", re.IGNORECASE
)
_GRADESCOPE = re.compile(r"submission_[0-9]+")
_NUMBERED = re.compile(r"(?P<name>.+?)_(?P<number>[0-9]+)")
_EXPORT = re.compile(r"assignment_[0-9]+_export", re.IGNORECASE)
_CLONES = re.compile(r"(.+-)submissions", re.IGNORECASE)
"""Folders that Gradescope and GitHub Classroom put around everything; in the latter's, all have its name in front: ps2-submissions/ps2-ada."""
_AGAIN = re.compile(r"(?:-([0-9]{1,3})| ?\(([0-9]{1,3})\))$")
"""What platforms and browsers add to the name of a file that is there already."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Who a file says it is of.

    names    what the person is called there, the likeliest first; none where no name is said
    number   what the platform calls the person, and `kind`, which column of a roster that is
    unit     the names that all files of one hand-in share
    file     the platform's number of the file: a later one is larger
    again    the number of the resubmission
    late     the platform marks it as late
    """

    names: tuple[str, ...]
    unit: tuple[str, ...]
    platform: str = ""
    kind: str = ""
    number: str = ""
    email: str = ""
    file: int = 0
    again: int = 0
    late: bool = False

    @property
    def who(self) -> tuple[str, str]:
        """The platform, and what it tells people apart by: a number, an address or a repository; "" where there is none."""
        repository = self.unit[-1] if self.platform == "GitHub" else ""
        return self.platform, self.number or self.email.casefold() or repository


def base_of(name: str, notebooks: Collection[str]) -> tuple[str, int]:
    """A file's own name without ending and number of resubmission, and that number: gates-1.ipynb is gates and 1, unless a notebook
    is called gates-1."""
    stem = plain(PurePosixPath(name).stem)
    match = _AGAIN.search(stem)
    if match is None or _called(stem, notebooks):
        return stem, 0
    return stem[: match.start()], int(match[1] or match[2])


def _called(base: str, notebooks: Iterable[str]) -> str:
    """The notebook that a file is called as, be it behind its owner's name; "" where it is none."""
    there = f"_{base.casefold()}"
    return max((one for one in notebooks if there.endswith(f"_{one.casefold()}")), key=len, default="")


def notebook_of(name: str, notebooks: Collection[str]) -> str:
    """The notebook whose name a student gave a file, in whatever letters; "" where it is none."""
    base = base_of(own_name(name), notebooks)[0].casefold()
    return next((one for one in notebooks if one.casefold() == base), "")


def rank(name: str, notebooks: Collection[str]) -> tuple[bool, int, int]:
    """Of files that could be graded: an assignment's notebook first, the last of several, then other notebooks."""
    suffix = PurePosixPath(name).suffix
    other = not notebook_of(name, notebooks) or suffix != SUFFIXES[0]
    return other, SUFFIXES.index(suffix), -base_of(own_name(name), notebooks)[1]


def own_name(name: str) -> str:
    """What a student called a file, without what a platform put in front."""
    match = _platforms(name)
    return match["rest"] or name if match else name


def _platforms(name: str) -> re.Match[str] | None:
    """What a platform made of a name. The one that put its mark first did: behind it stands what the student called the file."""
    found = (form.fullmatch(name) for form in (_MOODLE, _ANONYMOUS, _CANVAS))
    return min(filter(None, found), key=lambda match: match.end("name"), default=None)


def is_around(names: tuple[str, ...], at: int, assignment: str, found: Found) -> bool:
    """Whether a folder of these names stands around everybody's, as platforms and people put it there."""
    if _EXPORT.fullmatch(names[at]) or names[at] == assignment:
        return True
    clones = _CLONES.fullmatch(names[at])
    inside = names[at + 1].lower() if at + 1 < len(names) else ""
    return bool(clones and inside.startswith(clones[1].lower())) and names[: at + 1] not in found.repositories


def is_platforms(name: str, assignment: str = "") -> bool:
    """Whether a platform calls one person's folder so; with an `assignment` also a repository of it."""
    clone = bool(assignment) and name.lower().startswith(f"{assignment.lower()}-")
    return clone or bool(_MOODLE.fullmatch(name) or _GRADESCOPE.fullmatch(name))


def claims(names: tuple[str, ...], assignment: Assignment, found: Found, apart: int = 0) -> Iterator[Claim]:
    """Whom a file of these names is of: one claim, or one for each of a group; none where no name says it.

    The outermost name that can be somebody's decides: what lies in a student's folder or archive may be called as the student
    likes. The first `apart` names are nobody's.
    """
    at = apart
    while at + 1 < len(names) and is_around(names, at, assignment.id, found):
        at += 1
    unit, last = names[: at + 1], at + 1 == len(names)
    about = found.metadata.get(names[:at], {}).get(names[at])
    if about and not last:
        yield from (_of_gradescope(unit, person) for person in about.people)
        return
    claim = _of_platform(names[at], unit, last, assignment, found) or _of_name(names, at, assignment)
    if claim:
        yield claim


def _of_gradescope(unit: tuple[str, ...], person: Person) -> Claim:
    names = tuple(filter(None, (person.sid, person.email.partition("@")[0], person.name)))
    return Claim(names, unit, "Gradescope", "sid", person.sid, person.email)


def _of_platform(
    name: str, unit: tuple[str, ...], last: bool, assignment: Assignment, found: Found
) -> Claim | None:
    match = _platforms(name)
    again = base_of(match["rest"], assignment.notebooks)[1] if match and match["rest"] else 0
    if match and match.re is _MOODLE:
        return Claim((match["name"],), unit, "Moodle", "moodle_id", match["number"], again=again)
    if not last and _GRADESCOPE.fullmatch(name):
        return Claim((), unit, "Gradescope")
    if not last and (unit in found.repositories or name.lower().startswith(f"{assignment.id.lower()}-")):
        return Claim(_of_repository(name, assignment.id), unit, "GitHub")
    if match:
        number = match.groupdict().get("number", match["name"])
        kind = "canvas_id" if number.isdecimal() else ""
        file, late = int(match["file"]), bool(match["late"])
        return Claim((match["name"],), unit, "Canvas", kind, number, "", file, again, late)
    return None


def _of_repository(name: str, assignment: str) -> tuple[str, ...]:
    """ps2-ada is ada's; of backprop-ps2-ada-lee a roster has to say who it is: whatever follows one of the dashes."""
    if name.lower().startswith(f"{assignment.lower()}-"):
        return (name[len(assignment) + 1 :],)
    parts = name.split("-")
    return tuple("-".join(parts[at:]) for at in range(len(parts)))


def _of_name(names: tuple[str, ...], at: int, assignment: Assignment) -> Claim | None:
    """Names that no platform gave: a folder's, an archive's, or that of a file by itself."""
    if at + 1 < len(names):
        nbgraders = names[at + 1 : at + 2] == (assignment.id,) and not names[at].lower().endswith(".zip")
        return Claim((_stem(names[at]),), names[: at + 1 + nbgraders])
    base, again = base_of(names[at], assignment.notebooks)
    notebook = _called(base, assignment.notebooks)
    if not notebook:
        stem = PurePosixPath(names[at]).stem
        return Claim((stem,), (*names[:at], stem))
    owner = base[: -len(notebook) - 1]
    if not owner:
        return None
    unit = (*names[:at], PurePosixPath(names[at]).stem)
    numbered = _NUMBERED.fullmatch(owner)
    if numbered:
        return Claim((numbered["name"],), unit, "the download", "", numbered["number"], again=again)
    return Claim((owner,), unit, again=again)


def _stem(folder: str) -> str:
    return folder[:-4] if folder.lower().endswith(".zip") else folder


One = TypeVar("One")
TELLING = 3
"""Letters and digits by which a name is known inside another."""


def sheets_first(
    assignment: Assignment, files: Sequence[One], name: Callable[[One], str]
) -> tuple[list[One], tuple[str, ...]]:
    """Files, of which `name` tells under which name they came, and for which notebooks the first ones stand: of several each by its
    name, then the only one whose name has it inside, and the only one that is left is the only notebook that is left. Of a single
    notebook the first one is taken, whatever it is called."""
    if not assignment.members:
        return [*files], ("",)
    own = _files_of(assignment.notebooks, [(own_name(name(one)), one) for one in files])
    there = tuple(notebook for notebook in assignment.notebooks if notebook in own)
    taken = [own[notebook] for notebook in there]
    return [*taken, *(one for one in files if one not in taken)], there


def _files_of(notebooks: Collection[str], files: Sequence[tuple[str, One]]) -> dict[str, One]:
    """The file of each of several notebooks, of files with their names."""
    called = [(_called(base_of(name, notebooks)[0], notebooks), name, one) for name, one in files]
    found = {notebook: one for notebook, _, one in reversed(called) if notebook}
    others = [(name, one) for notebook, name, one in called if not notebook and name.endswith(SUFFIXES[0])]
    found = _by_a_part(notebooks, others) | found
    gone = [notebook for notebook in notebooks if notebook not in found]
    left = [one for _, one in others if one not in found.values()]
    return found | ({gone[0]: left[0]} if len(gone) == len(left) == 1 else {})


def _by_a_part(notebooks: Collection[str], files: Sequence[tuple[str, One]]) -> dict[str, One]:
    """The file in whose name that of a notebook stands, where there is only one such file."""
    inside = [(_inside(name, notebooks), one) for name, one in files]
    count = Counter(notebook for notebook, _ in inside)
    return {notebook: one for notebook, one in inside if notebook and count[notebook] == 1}


def _inside(name: str, notebooks: Iterable[str]) -> str:
    """The notebook whose letters and digits stand in a file's name, the longest of several; "" for none. Few letters stand in any."""
    there = _letters(name.removesuffix(SUFFIXES[0]))
    found = (
        one for one in notebooks if _letters(one) in there and len(_letters(one)) >= min(TELLING, len(there))
    )
    return max(found, key=len, default="")


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, plain(name).casefold()))
