"""What `autograder grade` makes of the records once they are there: scores.csv, report.html, the gradebook, a summary.

All of it speaks of all records in the folder, whoever was graded just now.
"""

import hashlib
import json
import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from autograder.commands.pages import course_renewed, pages_renewed, write_class_report
from autograder.commands.records import Replaced, records_of, stored
from autograder.course.roster import read_roster
from autograder.files import write_whole
from autograder.grading.intake.submission import Submission
from autograder.grading.settling.gradebook import CONFIG_FILE
from autograder.grading.settling.of_class import ClassFacts, class_facts
from autograder.model.errors import AutograderError
from autograder.model.question import Assignment, Course
from autograder.model.record import Record
from autograder.report.remarks import for_people
from autograder.report.statistics import ClassTally
from autograder.report.summary import scores_csv, summary, summary_text
from autograder.words.messages import word

MARK = ".written"


def write_outputs(
    course: Course,
    assignment: Assignment,
    submissions: Sequence[Submission],
    folder: Path,
    *,
    lang: str,
    gradebook: bool,
    replaced: Replaced | None = None,
) -> list[str]:
    """Write all of them, and return what is to be said: the summary, and where things are.

    Nothing is written where it was for these very records and what is known beside them. `replaced` is told of each record that was
    settled anew. Raises AutograderError for a gradebook that cannot be read or written, after everything else.
    """
    (facts, failure), (files, here) = _facts(course, assignment), _places(folder, lang)
    state = _state(course, assignment, folder, facts, f"{lang} {gradebook}")
    before = _marked(folder)
    if facts and before[:1] == [state] and all(path.exists() for path in files):
        return [str(before[1]), word("said_up_to_date", lang).format(count=len(submissions)), here]
    counts, notes = ClassTally(), []
    settled = _settled(course, assignment, folder, facts, replaced)
    records = _counted(pages_renewed(course, assignment, folder, settled), counts)
    if gradebook and not failure:
        try:
            notes = _gradebook(course, assignment, records, submissions, lang)
        except AutograderError as error:  # told when all else is written
            failure = error
    deque(records, maxlen=0)  # what nobody has asked for
    scores_csv(counts, files[0], read_roster(course))
    notes = write_class_report(course, assignment, counts, folder / "report.html", lang) + notes
    course_renewed(course, assignment, counts, folder)
    if failure:
        raise failure
    now, _ = _facts(course, assignment)  # the gradebook has the new rows now
    if facts and now and now.granted() == facts.granted():  # else somebody entered something meanwhile
        state = _state(course, assignment, folder, now, f"{lang} {gradebook}")
        write_whole(folder / MARK, json.dumps([state, summary_text(counts, lang)]))
    return [_summary(counts, lang), here, *notes, *for_people(assignment, counts, lang)]


def _places(folder: Path, lang: str) -> tuple[list[Path], str]:
    """The files that stand beside the records, and what is said of them: no page where what pages need is not installed."""
    name, files = ("said_records", ["report.html"]) if find_spec("jinja2") else ("said_scores", [])
    return [folder / one for one in ("scores.csv", *files)], word(name, lang).format(folder=folder)


def _settled(
    course: Course, assignment: Assignment, folder: Path, facts: ClassFacts | None, replaced: Replaced | None
) -> Iterator[Record]:
    """The records as they count now; as they stand where nobody knows what is beside them."""
    if facts is None:
        return (record for _, record in stored(course, assignment, folder))
    return records_of(course, assignment, folder, facts=facts, replaced=replaced)


def _facts(course: Course, assignment: Assignment) -> tuple[ClassFacts | None, AutograderError | None]:
    """What is known beside the records, or why nobody can know it."""
    try:
        return class_facts(course, assignment), None
    except AutograderError as error:
        return None, error


def _state(course: Course, assignment: Assignment, folder: Path, facts: ClassFacts | None, how: str) -> str:
    """A hash of all that the outputs depend on."""
    database, roster = course.root / "gradebook.db", course.root / "roster.csv"
    people = (roster.stat().st_ino, roster.stat().st_mtime_ns) if roster.exists() else None
    book = database.stat().st_ino if database.exists() else None
    with os.scandir(folder) as entries:
        files = ((entry.name, entry.stat()) for entry in entries if entry.name.endswith(".json"))
        records = sorted((name, one.st_size, one.st_mtime_ns, one.st_ino) for name, one in files)
    told = f"{(how, people, book, assignment.title, assignment.by_hand, records)!r} {facts.state() if facts else ''}"
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _counted(records: Iterable[Record], counts: ClassTally) -> Iterator[Record]:
    """The records, each counted as it goes by."""
    for record in records:
        counts.add(record)
        yield record


def _marked(folder: Path) -> list[object]:
    try:
        mark = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return mark if isinstance(mark, list) else []


def _gradebook(
    course: Course,
    assignment: Assignment,
    records: Iterable[Record],
    submissions: Sequence[Submission],
    lang: str,
) -> list[str]:
    """nbgrader's gradebook, where the course is one of nbgrader's and nbgrader is installed."""
    if not (course.root / CONFIG_FILE).is_file() or find_spec("nbgrader") is None:
        return []
    from autograder.nbgrader_plugin.gradebook.update import update

    return [update(course, assignment, records, submissions, lang)]


def _summary(counts: ClassTally, lang: str) -> str:
    if not sys.stdout.isatty():
        return summary_text(counts, lang)
    from rich.console import Console

    console = Console()
    with console.capture() as told:
        console.print(summary(counts, lang))
    return told.get().rstrip("\n")
