"""Gradescope's side: /autograder/submission and its metadata in, /autograder/results/results.json out."""

import json
from datetime import datetime
from pathlib import Path

from autograder.files import write_whole
from autograder.grading.settling.facts import Facts
from autograder.grading.settling.settle import moment, settled
from autograder.model.record import Json
from autograder.report.exports.gradescope import results
from autograder.report.exports.parts.export import RESULTS, as_json
from autograder.report.exports.there.grading import graded


def run(root: Path) -> None:
    """Grade the submission under `root`. Raises AutograderError where that is not possible; then nothing is written."""
    record, assignment, lang = graded(root / "source", root / "submission")
    said = _metadata(root / "submission_metadata.json")
    when = _moment(said.get("created_at"))
    record["submission"]["handed_in"] = when.isoformat() if when else None
    record = settled(record, assignment, Facts(due=due_date(said)))
    write_whole(root / "results" / RESULTS, as_json(results(record, assignment, lang)))


def _metadata(path: Path) -> Json:
    """What Gradescope says of the submission; nothing where it cannot be read."""
    try:
        said = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def due_date(said: Json) -> datetime | None:
    """The due date in effect: the assignment's, or the later one of somebody who handed in and has an extension."""
    places = [said.get("assignment"), *(user.get("assignment") for user in said.get("users") or [])]
    dates = [_moment(place.get("due_date")) for place in places if isinstance(place, dict)]
    return max(filter(None, dates), default=None)


def _moment(said: object) -> datetime | None:
    """A time as Gradescope writes it; None for anything else."""
    return moment(said) if isinstance(said, str) else None
