"""A cell with line numbers: only text, its bad line marked in words."""

from __future__ import annotations

import pytest

from autograder.model.record import ErrorRecord
from autograder.report.source import numbered

ERROR: ErrorRecord = {"type": "Name<Error", "message": "", "line": 41}


def test_lines_are_numbered_from_the_first_and_escaped() -> None:
    html = numbered("a < b\n\n\tc\n\n", 7, None, "en")
    assert html.split("\n") == [
        '<span class="line"><span class="no">7</span>a &lt; b',
        '</span><span class="line"><span class="no">8</span>',
        '</span><span class="line"><span class="no">9</span>    c',
        "</span>",
    ]


@pytest.mark.parametrize("source", [None, "", " \n\n"])
def test_an_empty_cell_has_no_lines(source: str | None) -> None:
    assert numbered(source, 1, None, "en") == ""


def test_the_bad_line_is_marked_in_words() -> None:
    html = numbered("a\nb", 40, ERROR, "en")
    assert html.count("line bad") == 1
    assert '<span class="no">41</span>b<span class="why">← here: Name&lt;Error</span>' in html


@pytest.mark.parametrize("bad", ["\x1b[1m", "\u202e", "\ud800", "</span><script>", "\r"])
@pytest.mark.parametrize("rest", ["", "\n" * 500, "x" * 500])
def test_what_cannot_be_seen_is_written_out_in_any_cell(bad: str, rest: str) -> None:
    html = numbered(f"{bad}y{rest}\nz", 1, None, "en")
    assert bad not in html
    assert max(map(len, html.split("\n"))) < 600
    assert html.count('class="line') <= 400
