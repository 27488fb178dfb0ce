"""What the process that judges tests is told: the tests of a notebook in order, the cells that run beside them, what they may use."""

import marshal
from dataclasses import dataclass, fields
from typing import Any

from autograder.sandbox.remote.sites import Site

TAG = "exam"
"""How a request to a judge begins; one to a student's process begins with its cells."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One step of a judge's process: a test that is scored, or (`name` is "") what it stands on.

    From here on the names of `theirs` are those of the student's process, whatever stood here before.
    """

    name: str
    source: str
    theirs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Exam:
    """The tests of an assignment.

    papers    steps in the order of the notebook
    both      names that answers read: a test that sets one sets it in the student's process as well
    numbers   tests whose last line gave the reference a number
    objects, changing   the places where the reference's values were objects, and where its calls changed data (`sites`)
    streams   tests and cells draw from one stream of random numbers
    shown     tests whose own messages students may read
    seed      of random numbers in the judge's process
    files     what stands in its folder, by name, as in that of a student's process
    """

    papers: tuple[Paper, ...]
    both: frozenset[str] = frozenset()
    objects: frozenset[Site] = frozenset()
    changing: frozenset[Site] = frozenset()
    streams: bool = False
    shown: frozenset[str] = frozenset()
    seed: int = 0
    skipped: frozenset[str] = frozenset()
    files: tuple[tuple[str, bytes], ...] = ()
    numbers: frozenset[str] = frozenset()

    @property
    def tests(self) -> tuple[str, ...]:
        """The names of the tests that are run, in order."""
        return tuple(paper.name for paper in self.papers if paper.name and paper.name not in self.skipped)


def pack_exam(exam: Exam) -> bytes:
    """An exam as bytes, from the trusted end to a judge."""
    papers = tuple((paper.name, paper.source, paper.theirs) for paper in exam.papers)
    _, *rest = fields(exam)
    return marshal.dumps((TAG, papers, *(getattr(exam, one.name) for one in rest)))


def unpack_exam(parts: tuple[Any, ...]) -> Exam:
    """The exam of `pack_exam`, from what `marshal` has read."""
    _, papers, *rest = parts
    return Exam(tuple(Paper(*paper) for paper in papers), *rest)
