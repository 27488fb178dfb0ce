"""PrairieLearn's side: /grade/student in, /grade/results/results.json out. Its own rules say what lateness costs."""

from pathlib import Path

from autograder.files import write_whole
from autograder.report.exports.parts.export import RESULTS, as_json
from autograder.report.exports.prairielearn import results
from autograder.report.exports.there.grading import graded


def run(root: Path) -> None:
    """Grade the submission under `root`. Raises AutograderError where that is not possible; then nothing is written."""
    write_whole(root / "results" / RESULTS, as_json(results(*graded(root / "tests", root / "student"))))
