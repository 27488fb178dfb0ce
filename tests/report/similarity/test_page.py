"""The page of a pair: both codes beside each other, what few have marked, comments gone where names are hidden."""

from __future__ import annotations

import pytest

from autograder.report.anonymous import words_of
from autograder.report.fill import fill
from autograder.report.similarity.page import Reader
from tests.report.similarity.samples import a_class, disguised, group, record, work
from tests.report.test_student_page import parsed


def page(lang: str, *, hide_names: bool = False) -> str:
    marked = [
        source.replace("out, ", "out, 0 + ")
        + "  # by Zorro himself <b>\nby = 'Zorro'\nzorro_id = zorro_id(20271234)"
        for source in work(17)
    ]
    records = {
        one["student"]: one
        for one in (*a_class(), record("x", marked), record("y", list(map(disguised, marked))))
    }
    made = group(*records.values())
    reader = Reader(
        made,
        {"q0": "The gate"},
        (lambda name: f"nr {len(name)}") if hide_names else str,
        words_of(["Zorro, Don"]) if hide_names else None,
    )
    alike = made.alike()
    views = [reader.view(pair, records[pair.first], records[pair.second]) for pair in alike]
    return fill("similar.html.j2", lang, title="Gates", views=views, wrong=[], students=32, count=len(alike))


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_pair_stands_side_by_side_and_nothing_is_judged(lang: str) -> None:
    html = page(lang)
    assert "x — y" in html
    assert "The gate" in html
    assert '<span class="line rare"><span class="no">= 3</span>' in html
    assert "Zorro himself &lt;b&gt;" in html
    assert ("Nobody on it has been found to have copied" in html) == (lang == "en")
    assert parsed(html).headings[0] == 1


def test_where_names_are_hidden_no_comment_text_number_or_variable_tells_one() -> None:
    html = page("en", hide_names=True)
    assert "zorro" not in html.lower()
    assert "20271234" not in html
    assert "20271234" in page("en")
    assert "nr 1 — nr 1" in html
