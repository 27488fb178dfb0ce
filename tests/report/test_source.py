"""A cell with line numbers: only text, its bad line marked in words; long code folded, never cut in silence."""

from __future__ import annotations

import re

import pytest

from autograder.model.record import ErrorRecord
from autograder.report.source import LEAST, NEAR, OPEN, SHOWN, Piece, pieces
from tests.report.samples import Record, rich_record

ERROR: ErrorRecord = {"type": "Name<Error", "message": "", "line": 41}


def of(source: str | None, first: int = 1, error: ErrorRecord | None = None, **more: object) -> Record:
    """A question that was answered by this cell."""
    question: Record = rich_record()["questions"][0]
    return {**question, "source": source, "first_line": first, "error": error, **more}


def numbered(source: str | None, first: int = 1, error: ErrorRecord | None = None) -> str:
    return "".join(piece.html for piece in pieces(of(source, first, error), (), "en"))


def numbers(piece: Piece) -> list[int]:
    """The numbers of the lines in a piece."""
    return [int(number) for number in re.findall(r'class="no">(\d+)<', piece.html)]


def test_lines_are_numbered_from_the_first_and_escaped() -> None:
    html = numbered("a < b\n\n\tc\n\n", 7)
    assert html.split("\n") == [
        '<span class="line"><span class="no">7</span>a &lt; b',
        '</span><span class="line"><span class="no">8</span>',
        '</span><span class="line"><span class="no">9</span>    c',
        "</span>",
    ]


@pytest.mark.parametrize("source", [None, "", " \n\n"])
def test_an_empty_cell_has_no_lines(source: str | None) -> None:
    assert pieces(of(source), (), "en") == []


def test_the_bad_line_is_marked_in_words() -> None:
    html = numbered("a\nb", 40, ERROR)
    assert html.count("line bad") == 1
    assert '<span class="no">41</span>b<span class="why">← here: Name&lt;Error</span>' in html


@pytest.mark.parametrize("bad", ["\x1b[1m", "\u202e", "\ud800", "</span><script>", "\r"])
@pytest.mark.parametrize("rest", ["", "\n" * 500, "x" * 500])
def test_what_cannot_be_seen_is_written_out_in_any_cell(bad: str, rest: str) -> None:
    html = numbered(f"{bad}y{rest}\nz")
    assert bad not in html
    assert max(map(len, html.split("\n"))) < 600


def test_a_cell_that_is_not_long_is_shown_whole() -> None:
    (piece,) = pieces(of("x = 1\n" * OPEN), {"y"}, "en")
    assert (piece.summary, len(numbers(piece))) == ("", OPEN)


LONG = (
    "".join(f"first_{n} = {n}\n" for n in range(300)) + "class Gate:\n    def forward(self):\n        pass\n"
)
LONG += "".join(f"last_{n} = {n}\n" for n in range(100))


def test_long_code_is_folded_around_the_answer() -> None:
    before, answer, after = pieces(of(LONG, 5), {"Gate"}, "en")
    assert before.summary == "… 300 more lines (5 to 304)"
    assert (answer.summary, numbers(answer)) == ("", [305, 306, 307])
    assert "class Gate" in answer.html
    assert after.summary == "… 100 more lines (308 to 407)"
    assert [n for piece in (before, answer, after) for n in numbers(piece)] == list(range(5, 408))


def test_what_is_near_the_marked_line_is_open_too() -> None:
    error: ErrorRecord = {"type": "NameError", "message": "", "line": 41}
    found = pieces(of(LONG, 1, error), {"Gate"}, "en")
    opened = [numbers(piece) for piece in found if not piece.summary]
    assert opened == [list(range(41 - NEAR, 41 + NEAR + 1)), [301, 302, 303]]
    assert "← here: NameError" in found[1].html


def test_of_a_long_answer_the_first_lines_are_open() -> None:
    body = "".join(f"    x{n} = {n}\n" for n in range(200))
    opened, folded = pieces(of(f"class Gate:\n{body}"), {"Gate"}, "en")
    assert (opened.summary, len(numbers(opened))) == ("", SHOWN)
    assert len(numbers(folded)) == 201 - SHOWN


def test_a_line_or_two_are_not_folded_away() -> None:
    source = "".join(f"a{n} = {n}\nx = {n}\n" + "b = 1\n" * (LEAST - 2) for n in range(30))
    (piece,) = pieces(of(source), {"x"}, "en")
    assert piece.summary == ""


def test_code_that_is_no_python_begins_at_its_beginning() -> None:
    opened, folded = pieces(of("def (\n" * 100), {"x"}, "en")
    assert (numbers(opened), len(numbers(folded))) == (list(range(1, SHOWN + 1)), 100 - SHOWN)


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_whatever_is_not_on_the_page_is_said(lang: str) -> None:
    first, *_, last = pieces(of("x = 1\n" * 3000, 201, left_out=[1, 7]), {"y"}, lang)
    assert not first.html
    assert not last.html
    assert "1" in first.summary
    assert "1,007" in last.summary
    assert ("line" in last.summary) == (lang == "en")
