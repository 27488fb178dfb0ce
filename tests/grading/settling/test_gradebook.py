"""Where the course's gradebook is, as its nbgrader_config.py says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from autograder.grading.settling.gradebook import CONFIG_FILE, entered, settings
from tests.conftest import COURSE

HEAD = "c = get_config()\n"


@pytest.mark.parametrize(
    ("line", "url", "autograded"),
    [
        ("", "sqlite:///{}/gradebook.db", "{}/autograded"),
        ("c.CourseDirectory.db_url = 'sqlite:///other.db'", "sqlite:///{}/other.db", "{}/autograded"),
        ("c.CourseDirectory.db_url = 'sqlite:////tmp/g.db'", "sqlite:////tmp/g.db", "{}/autograded"),
        ("c.CourseDirectory.db_url = 'postgresql://host/book'", "postgresql://host/book", "{}/autograded"),
        ("c.CourseDirectory.autograded_directory = 'made'", "sqlite:///{}/gradebook.db", "{}/made"),
    ],
)
def test_the_database_and_the_folder_are_those_of_the_course(
    tmp_path: Path, line: str, url: str, autograded: str
) -> None:
    (tmp_path / CONFIG_FILE).write_text(HEAD + line)
    said = settings(replace(COURSE, root=tmp_path))
    assert (said.db_url, str(said.autograded)) == (url.format(tmp_path), autograded.format(tmp_path))


def test_without_a_gradebook_nobody_has_entered_anything(tmp_path: Path) -> None:
    course = replace(COURSE, root=tmp_path)
    assert entered(course, course.assignments[0]).marks == {}
    (tmp_path / CONFIG_FILE).write_text(HEAD)
    assert entered(course, course.assignments[0]).marks == {}
    assert not (tmp_path / "gradebook.db").exists()
