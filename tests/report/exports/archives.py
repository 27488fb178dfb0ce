"""What stands in for a platform's harness: an archive that is unpacked, a submission that is put where it looks, its results."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

from autograder.course.load import load_assignment
from autograder.report.exports.parts.export import Export, Source

METADATA = {
    "id": 1,
    "created_at": "2027-03-27T14:22:32.365935-07:00",
    "assignment": {
        "due_date": "2027-03-26T23:00:00.000000-07:00",
        "late_due_date": None,
        "total_points": "18.0",
    },
    "users": [{"email": "ada@example.edu", "id": 7, "name": '김 "철수", Jr'}],
    "previous_submissions": [],
}


def source_of(root: Path, name: str, **more: Any) -> Source:
    course, assignment = load_assignment(root, name)
    return Source(course, assignment, lambda: iter(()), "en", **more)


def unpack(export: Export, source: Source, root: Path, *, program: bool = True) -> None:
    """Write what is in an archive; without the `program`, which is most of it, what it grades by."""
    assert export.files
    for file in export.files(source):
        if not program and "package/" in file.name:
            continue
        path = root / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
        path.chmod(0o755 if file.program else 0o644)


def put(root: Path, notebook: Path, *, folder: str = "") -> None:
    """Hand in a notebook, maybe in a folder of a zip."""
    shutil.rmtree(root / "submission", ignore_errors=True)
    (root / "submission" / folder).mkdir(parents=True)
    shutil.copy(notebook, root / "submission" / folder)
    (root / "submission_metadata.json").write_text(json.dumps(METADATA))


def results(root: Path) -> Any:
    return json.loads((root / "results" / "results.json").read_text())


def environment(root: Path, python: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "AUTOGRADER_ROOT": str(root), "AUTOGRADER_PYTHON": str(python)}
