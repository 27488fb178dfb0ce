"""`prairielearn-grader`: a question of PrairieLearn whose external grader is this package: info.json, question.html, tests/."""

import math
import uuid
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from autograder.report.exports.parts.export import Export, File, Source, as_json
from autograder.report.exports.prairielearn import not_graded
from autograder.report.exports.there.bundle import bundle, notes
from autograder.words.messages import in_language

SCRIPT = Path(__file__).parent / "there" / "scripts" / "prairielearn_run.sh.txt"
IMAGE = "prairielearn/grader-python"
"""An image with Python 3.13, numpy and PyYAML."""
STARTING, LONGEST = 60, 600
"""Seconds that it takes to be ready, at the most; and that PrairieLearn allows."""


def _files(source: Source) -> Iterator[File]:
    source.notes.extend(notes(source, "PrairieLearn"))
    folder = source.course.released_path(source.assignment).parent
    released = sorted(path for path in folder.glob("[!.]*") if path.is_file())
    handed_out = {path.name: path.read_bytes() for path in released}
    yield File("info.json", as_json(_info(source)))
    yield File("question.html", _page(source, [*handed_out]).encode())
    for name, data in handed_out.items():
        yield File(f"clientFilesQuestion/{name}", data)
    yield File("tests/run.sh", SCRIPT.read_bytes(), program=True)
    yield File("tests/ungraded.json", as_json(not_graded(source.lang)))
    yield from bundle(source, "tests/")


def _info(source: Source) -> dict[str, object]:
    course, assignment = source.course, source.assignment
    return {
        # The same one each time, so that a question that is exported again is the same question.
        "uuid": str(uuid.uuid5(uuid.NAMESPACE_URL, f"autograder/{course.id}/{assignment.id}")),
        "title": in_language(assignment.title, source.lang, assignment.id),
        "topic": in_language(course.title, source.lang, course.id),
        "tags": ["backpropagation"],
        "type": "v3",
        "singleVariant": True,
        "gradingMethod": "External",
        "externalGradingOptions": {
            "image": IMAGE,
            "entrypoint": "/grade/tests/run.sh",
            "timeout": min(LONGEST, math.ceil(course.limits.submission_seconds) + STARTING),
            "enableNetworking": False,
        },
    }


def _page(source: Source, downloads: Sequence[str]) -> str:
    names = ",".join(escape(f"{name}.ipynb") for name in source.assignment.notebooks)
    title = escape(in_language(source.assignment.title, source.lang, source.assignment.id))
    links = (
        f'    <pl-file-download file-name="{escape(name)}" directory="clientFilesQuestion"></pl-file-download>\n'
        for name in downloads
    )
    return (
        "<pl-question-panel>\n"
        f"    <h2>{title}</h2>\n"
        f"{''.join(links)}"
        f'    <pl-file-upload file-names="{names}"></pl-file-upload>\n'
        "</pl-question-panel>\n"
        "<pl-submission-panel>\n"
        "    <pl-external-grader-results></pl-external-grader-results>\n"
        "    <pl-file-preview></pl-file-preview>\n"
        "</pl-submission-panel>\n"
    )


EXPORT = Export(".zip", files=_files, records=False)
