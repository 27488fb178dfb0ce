"""In a Korean course what `collect`, `grade`, `report` and `export` print is Korean, whatever is wrong with what was handed in."""

from __future__ import annotations

import re
import stat
import zipfile
from pathlib import Path

import pytest

from autograder import cli
from tests.own_course import own_course, write_notebook

pytestmark = pytest.mark.slow

QUESTION = """
- id: q
  given: {x: 2.0}
  rubric:
    - {check: value, of: f, equals: 8, points: 1}
"""
ROSTER = (
    "student,last_name,first_name,canvas_id\nkim,Kim,Minsu,1011\nlee,Lee,Jieun,1012\npark,Park,Seoyeon,1013\n"
)
ENGLISH = re.compile(r"(?:\b[A-Za-z]{2,} ){2}[a-z]{2,}\b")
"""Three words in a row: a sentence."""
QUOTED = re.compile(r"\([^()]*\)|\"[^\"]*\"|`[^`]*`|(?:다음 명령: |pip ).*")
"""What others say (Python, the system, a student), and what is to be typed."""


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    cells = [("q", "x = 2.0\n### BEGIN SOLUTION\nf = x ** 3\n### END SOLUTION")]
    folder = own_course(tmp_path / "course", cells, QUESTION)
    text = (folder / "course.yml").read_text("utf-8")
    text = re.sub(r"^language:.*\n", "", text, flags=re.MULTILINE)
    text = re.sub(
        r"(- id: ps1\n)( +)",
        r"\1\2due: 2027-03-12T23:59:00+09:00\n\2late: {per_day: 10%, at_most: 50%}\n\2",
        text,
    )
    (folder / "course.yml").write_text(f"language: ko\n{text}", "utf-8")
    (folder / "roster.csv").write_text(ROSTER, "utf-8")
    (folder / "extensions.csv").write_text(
        "student,assignment,due,late_days,excused\nleee,ps1,,2,\n", "utf-8"
    )
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def download(tmp_path: Path) -> Path:
    write_notebook(tmp_path / "nb.ipynb", [("q", "x = 2.0\nf = x ** 3")])
    data, link, locked = (
        (tmp_path / "nb.ipynb").read_bytes(),
        zipfile.ZipInfo("l_1_2_nb.ipynb"),
        zipfile.ZipInfo("parkseoyeon_1013_5008_e.py"),
    )
    link.external_attr, locked.flag_bits = (stat.S_IFLNK | 0o777) << 16, 1
    with zipfile.ZipFile(tmp_path / "canvas.zip", "w") as archive:
        for name in (
            "kimminsu_1011_5001_nb.ipynb",
            "leejieun_LATE_1012_5003_nb.ipynb",
            "../e_9_9_nb.ipynb",
            "x_1077_5004_nb.ipynb",
        ):
            archive.writestr(name, data)
        for name in (
            "kimminsu_1011_5005_nb-1.ipynb",
            "what.ipynb",
            ".hidden.ipynb",
            "a/" * 40 + "deep.ipynb",
        ):
            archive.writestr(name, data + b" ")
        archive.writestr("parkseoyeon_1013_5006_essay.docx", "x")
        archive.writestr("kimminsu_1011_5007_x.zip", b"PK, and no archive")
        archive.writestr(link, "/etc/passwd")
        archive.writestr(locked, "x")
    return tmp_path / "canvas.zip"


def in_trouble(course: Path) -> None:
    """Hand in what cannot be read, or when."""
    for student, name, text in (
        ("s1", "nb.ipynb", '{"cells": ['),
        ("s2", "nb.ipynb", "[]"),
        ("s3", "nb.ipynb", '{"cells": 3}'),
        ("s4", "nb.docx", "x"),
        ("s5", "nb.py", "x" * 1_000_001),
        ("s6", "nb.ipynb", '{"cells": [' + "{}," * 2_001 + "{}]}"),
        ("lee", "timestamp.txt", "yesterday"),
        ("kim", "timestamp.txt", "2027-03-12 20:00:00 QQT"),
        ("s1", "timestamp.txt", "2027-03-32 20:00:00 +0900"),
        ("s2", "timestamp.txt", "\u00e9"),
        ("s3", "other.py", "x = 1"),
    ):
        path = course / "submitted" / student / "ps1" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (course / "submitted/s7/ps1").mkdir(parents=True)
    (course / "submitted/s7/ps1/nb.ipynb").symlink_to("/etc/passwd")
    (course / "graded/ps1").mkdir(parents=True)
    (course / "graded/ps1/odd.json").write_text("{}")


def test_all_that_is_printed_is_korean(
    course: Path, download: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = []

    def run(*words: object) -> None:
        assert cli.main([str(word) for word in words]) in (0, 1)
        output = capsys.readouterr()
        said.extend(f"{output.out}\n{output.err}".splitlines())

    for more in (("--dry-run",), (), ()):
        run("collect", "ps1", download, *more)
    in_trouble(course)
    run("grade", "ps1", "--no-gradebook")
    (course / "extensions.csv").write_text(
        "student,assignment,due,late_days,excused\nkim,ps1,,,yes\n", "utf-8"
    )
    run("grade", "ps1", "--no-gradebook", "--diff", "--force")
    run("grade", "ps1", download.parent / "nb.ipynb", "--no-gradebook")
    run("grade", "ps1", "--replay", "graded/ps1/lee.json")
    run("grade", "ps1", "--replay", "graded/ps1/lee.json", "--seed", "3")
    run("report", "ps1")
    run("report")
    run("export", "ps1", "--to", "canvas", "-o", course / "canvas.csv")
    english = [line for line in said if ENGLISH.search(QUOTED.sub("", line.replace(str(course), "")))]
    assert not english
    told = "\n".join(said)
    for line in (
        "새로 받음",
        "받지 않은 것",
        "제출 시각을 알 수 없음",
        "채점 안 됨",
        "같은 기록",
        "보호 수준",
        "주의",
    ):
        assert line in told
