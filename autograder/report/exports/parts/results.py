"""results.json, by which two platforms are told what came of a submission: one a student."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from autograder.grading.intake.submission import file_name
from autograder.model.question import Assignment
from autograder.model.record import Record
from autograder.report.exports.parts.export import File, Source

RESULTS = "results.json"

Results = Callable[[Record, Assignment, str], dict[str, Any]]
"""What a platform is told of a record, in a language."""


def each(source: Source, results: Results) -> Iterator[File]:
    """The file of each student."""
    for record in source.chosen():
        said = results(record, source.assignment, source.lang)
        yield File(f"{file_name(record['student'])}/{RESULTS}", as_json(said))


def as_json(said: dict[str, Any]) -> bytes:
    """An object as a file that people can read too."""
    return (json.dumps(said, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode("utf-8", "replace")
