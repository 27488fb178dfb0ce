"""The page of a course: everybody, why they fall behind, and the way to each assignment's report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from autograder.report.beside import Beside
from autograder.report.course_report import write_course_report
from autograder.report.sheet import WEAKEST
from tests.report.test_course_picture import part
from tests.report.test_student_page import parsed

PARTS = [
    part("ps1", beliefs={"sign-flipped": frozenset(["ada", "bob"])}, ada=3.0, bob=9.125),
    part("ps2", beliefs={"sign-flipped": frozenset(["ada"])}, ada=4.0, bob=None),
]


def page(folder: Path, parts: Sequence[object], **more: object) -> str:
    beside = Beside({"ada": "Lee, <b>Ada</b>", "zoe": "Park, Zoe"})
    write_course_report(parts, {"en": "Backprop"}, folder / "r.html", beside=beside, link_of=lambda one: f"{one}/report.html", **more)  # type: ignore[arg-type]  # fmt: skip
    return (folder / "r.html").read_text("utf-8")


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_page_of_a_course(tmp_path: Path, lang: str) -> None:
    html = page(tmp_path, PARTS, lang=lang)
    assert parsed(html).headings[0] == 1
    assert '<a href="ps1/report.html">' in html
    assert "Lee, &lt;b&gt;Ada&lt;/b&gt; (ada)" in html
    assert "9.125" in html
    behind = html.partition('id="behind"')[2].partition("</section>")[0]
    assert "35 %" in behind
    assert "Park, Zoe (zoe)" in behind
    assert "bob" not in behind


def test_names_can_be_hidden(tmp_path: Path) -> None:
    html = page(tmp_path, PARTS, hide_names=True)
    assert not any(name in html for name in ("ada", "Lee", "zoe", "Park"))


def test_of_thousands_the_weakest_are_shown(tmp_path: Path) -> None:
    many = {f"s{n:05}": float(n % 11) for n in range(5000)}
    html = page(tmp_path, [part("ps1", **many), part("ps2", **many)])
    assert html.count("<th scope=row>") == WEAKEST
    assert len(html.encode()) < 200_000
