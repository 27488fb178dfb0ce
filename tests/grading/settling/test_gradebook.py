"""Where the course's gradebook is, as its nbgrader_config.py says."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.grading.settling import gradebook as module
from autograder.grading.settling.gradebook import CONFIG_FILE, Entered, entered, settings
from autograder.model.errors import AutograderError
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


def test_a_gradebook_on_a_server_is_no_file_to_be_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said, asked = Entered(), list[str]()

    def opened(url: str) -> nullcontext[None]:
        asked.append(url)
        return nullcontext()

    monkeypatch.setattr(module, "Database", opened)
    monkeypatch.setattr(module, "read", lambda *_: said)
    (tmp_path / CONFIG_FILE).write_text(HEAD + "c.CourseDirectory.db_url = 'postgresql://host/book'")
    course = replace(COURSE, root=tmp_path)
    assert entered(course, course.assignments[0]) is said
    assert asked == ["postgresql://host/book"]


def test_a_config_that_fails_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / CONFIG_FILE).write_text("1 / 0")
    with pytest.raises(AutograderError, match=r"^nbgrader_config.py cannot be read: ZeroDivisionError: .*$"):
        settings(replace(COURSE, root=tmp_path))
