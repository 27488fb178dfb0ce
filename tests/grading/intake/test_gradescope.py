"""submission_metadata.yml: who handed in what when, as texts alone, whatever stands there."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder.grading.intake.gradescope import read_metadata
from autograder.grading.intake.piece import Folder, Person

AT = datetime(2027, 3, 12, 15, tzinfo=UTC)


def read(text: str, tmp_path: Path) -> dict[str, Folder]:
    path = tmp_path / "submission_metadata.yml"
    path.write_text(text, "utf-8")
    return dict(read_metadata(path))


def test_people_and_the_time(tmp_path: Path) -> None:
    text = (
        "a:\n  :submitters:\n  - {':name': ' Ada_ ', ':sid': 0042, ':email': ~}\n  - text\n  - {':name': [x]}\n"
        "  :created_at: 2027-03-12 08:00:00.5 -07:00\nb: {':submitters': 3, ':created_at': soon}\nc: text\n"
    )
    assert read(text, tmp_path) == {
        "a": Folder((Person("Ada_", "0042", ""), Person("", "", "")), AT.replace(microsecond=500_000)),
        "b": Folder((), None),
    }


@pytest.mark.parametrize(
    ("text", "why"),
    [("[a]", "it names no folders"), ("", "it names no folders"), ("a: [", "while parsing a flow")],
)
def test_what_is_no_list_of_folders(text: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=f"^{why}") as caught:
        read(text, tmp_path)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) <= 100
