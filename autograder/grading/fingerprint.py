"""What a record depends on, as a hash: a record with the same one need not be made anew."""

from __future__ import annotations

import hashlib
from pathlib import Path

from autograder import __version__
from autograder.grading.submissions import Submission
from autograder.model.question import Assignment, Course
from autograder.model.record import SCHEMA

PACKAGE = Path(__file__).parents[1]


def fingerprint(submission: Submission, run: str) -> str:
    """What a record depends on: the submission's bytes and everything `run` stands for."""
    handed_in = submission.handed_in.isoformat() if submission.handed_in else ""
    return hashlib.sha256(f"{submission.sha256()} {handed_in} {run}".encode()).hexdigest()


def run_fingerprint(course: Course, assignment: Assignment, seed: bytes, lang: str) -> str:
    """All but the submission that decides a record: course.yml, reference, grader, seed, language."""
    digest = hashlib.sha256(f"{__version__} {SCHEMA} {lang} ".encode() + hashlib.sha256(seed).digest())
    folder = course.solution_path(assignment).parent
    files = [course.root / "course.yml", *sorted(folder.glob("*.ipynb")), *sorted(folder.glob("*.py"))]
    files += sorted(path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".yaml"))
    for path in files:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
