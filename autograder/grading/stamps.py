"""What a record depends on, as hashes: where they are the same, it need not be made anew; where not, they say why."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from autograder import __version__
from autograder.grading.intake.submission import Submission
from autograder.model.cell import Cell
from autograder.model.question import Assignment, Course, Question
from autograder.model.record import SCHEMA, StampRecord
from autograder.notebook.cells import read_cells
from autograder.reference.mistakes import bank_path

PACKAGE = Path(__file__).parents[1]
_HEADING = re.compile(r"^# %% (\w+):", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Stamps:
    """All but the submission that decides what is judged; the rest of a record is settled whenever somebody looks.

    grader     of all `parts`
    questions  by question: its entry in course.yml, its answer cell in the reference notebook and those of earlier
               questions, and the mistakes that are known of it, with the course's own words for them
    parts      by what they are of: this package to the letter, the course, its limits and shares, the cells and files that are given,
               the seed of the hidden inputs, the language, whether there is a sandbox
    """

    grader: str
    questions: dict[str, str]
    parts: dict[str, str] = field(default_factory=dict)

    def fingerprint(self, submission: Submission, sha256: str) -> str:
        """Of a submission's record; `sha256` is the hash of what was handed in."""
        when = [submission.stamp or "", *filter(None, [submission.unsure])]
        return _hash([sha256, *when, self.grader, *self.questions.values()])

    def to_record(self) -> StampRecord:
        """As a record keeps them."""
        return {"grader": self.grader, "questions": dict(self.questions), "parts": dict(self.parts)}


def make_stamps(
    course: Course, assignment: Assignment, seed: bytes, lang: str, *, protect: bool = True
) -> Stamps:
    """The stamps of a run. Raises UnreadableSubmission for a reference notebook that is none."""
    bank = _bank(bank_path(course, assignment))
    questions: dict[str, str] = {}
    others: list[str] = []
    for part in assignment.parts:
        cells = read_cells(course.solution_path(part))
        asked = [question.answer_cell for question in part.questions]
        answers = {str(cell.grade_id): cell for cell in cells if cell.grade_id in asked}
        others += [cell.source for cell in cells if cell.grade_id not in asked]
        for at, q in enumerate(part.questions):
            before = _sources(answers, asked[: at + 1])
            questions[q.id] = _hash([_entry(q), *before, *bank.get(q.id, ()), *_own(q.id, bank, assignment)])
    parts = {
        "package": _hash([_package(), str(SCHEMA)]),
        "course": f"{course.id} {assignment.id}",
        "limits": _hash([repr(course.limits), str(course.numerical), *course.packages]),
        "given": _hash([*others, *(f"{name} {_digest(data)}" for name, data in assignment.files.items())]),
        "seed": hashlib.sha256(seed).hexdigest()[:32],
        "language": lang,
        "sandbox": "protected" if protect else "unprotected",
    }
    return Stamps(_hash(parts.values()), questions, parts)


def _sources(answers: Mapping[str, Cell], asked: Iterable[str]) -> Iterable[str]:
    return (answers[q].source for q in asked if q in answers)


def _entry(question: Question) -> str:
    """A question as course.yml has it, wherever it stands there."""
    rubric = tuple(replace(item, line=0) for item in question.rubric)
    return repr(replace(question, rubric=rubric, title={}, line=0, example_line=0))


def _bank(path: Path) -> dict[str, list[str]]:
    """The known mistakes of each question, as text."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    _, *parts = _HEADING.split(text)
    bank: dict[str, list[str]] = {}
    for question, mistake in zip(parts[::2], parts[1::2], strict=True):
        bank.setdefault(question, []).append(mistake.strip())
    return bank


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _own(question: str, bank: Mapping[str, Iterable[str]], assignment: Assignment) -> Iterable[str]:
    """What the course says of its own misconceptions, where a question has such mistakes."""
    named = {mistake.split(maxsplit=1)[0] for mistake in bank.get(question, ())}
    return (repr(one) for name, one in assignment.misconceptions.items() if name in named)


@cache
def _package() -> str:
    """The version of the grader, to the letter."""
    files = sorted(path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".yaml", ".txt"))
    return _hash([__version__, *(hashlib.sha256(path.read_bytes()).hexdigest() for path in files)])


def _hash(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8) + data)
    return digest.hexdigest()[:32]
