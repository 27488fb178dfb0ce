"""What is shown of a question: every sentence once, in as few rows as there are things to say."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.report.section import Section, section
from autograder.words.hints import load_hints
from autograder.words.messages import word
from tests.report.samples import ASSIGNMENT, Record, item, rich_record


def shown(record: Record, lang: str = "en") -> Section:
    return section(record, ASSIGNMENT.question(record["id"]), lang, load_hints(lang))


def of(*items: Record, **more: Any) -> Record:
    """A record of the multiply gate with these items."""
    score = sum(one["score"] for one in items)
    whole = sum(one["points"] for one in items)
    base = rich_record()["questions"][0] | {"score": score, "max_score": whole, "items": list(items)}
    return {**base, "misconceptions": [], "notes": [], **more}


def test_items_of_which_the_same_is_said_are_one_row() -> None:
    wrong = [item("derivative", [f"d{name}"], 0.0, 0.5, "TypeError on line 15.") for name in "abc"]
    rows = shown(of(item("value", ["f"], 1.0, 1.0, "Right."), *wrong)).rows
    assert [[(claim.check, claim.of) for claim in row.claims] for row in rows] == [
        [("Value", "f")],
        [("Derivative", "da, db, dc")],
    ]
    assert [(row.state, row.message, row.score) for row in rows] == [
        ("right", "", "1 / 1"),
        ("wrong", "TypeError on line 15.", "0 / 1.5"),
    ]


def test_other_sentences_and_other_results_are_other_rows() -> None:
    items = [item("gradient", ["x"], 0.0, 1.0, "a"), item("gradient", ["y"], 0.5, 1.0, "a")]
    items += [item("gradient", ["z"], 0.0, 1.0, "b")]
    assert [row.result for row in shown(of(*items)).rows] == ["✗ not yet", "◐ partly right", "✗ not yet"]


@pytest.mark.parametrize(("lang", "says"), [("en", "not attempted"), ("ko", "풀지 않음")])
def test_an_untouched_question_is_one_line(lang: str, says: str) -> None:
    items = [item("derivative", [f"d{n}"], 0.0, 1.0, "Not attempted yet: …") for n in range(17)]
    made = shown(of(*items, outcome="not_attempted", source=None), lang)
    assert not any((made.rows, made.hints))
    assert (made.mark, made.standing, made.ended) == ("–", says, "Not attempted yet: …")


def test_what_a_row_says_is_not_said_again() -> None:
    hint = load_hints("en")["mul-not-swapped"]
    named = [item("gradient", ["x"], 0.0, 1.0, f"{hint.description}.", misconception=hint.id)]
    other = [item("gradient", ["x"], 0.0, 1.0, "dx is wrong.", misconception=hint.id)]
    (first,), (second,) = shown(of(*named)).hints, shown(of(*other)).hints
    assert (first.description, second.description) == ("", hint.description)
    assert first.explanation == second.explanation == hint.explanation


def test_an_exception_is_told_above_the_rows_only_where_they_do_not() -> None:
    error = {"type": "TypeError", "message": "", "line": 3}
    told = of(item("gradient", ["x"], 0.0, 1.0, "TypeError on line 3."), outcome="error", error=error)
    other = of(item("gradient", ["x"], 0.0, 1.0, "Nothing."), outcome="error", error=error)
    assert (shown(told).ended, shown(other).ended) == ("", "stopped with an error")
    unwritten = {**other, "error": {**error, "type": "NotImplementedError"}}
    assert shown(unwritten).ended == ""
    absent = {**other, "error": {"type": "NameError", "message": "", "line": None}}
    assert shown(absent).ended == "", "the cell ran to its end"


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_of_what_is_right_nothing_more_is_said_whatever_the_languages(lang: str) -> None:
    items = [item("value", ["f"], 1.0, 1.0, "Right."), item("value", ["g"], 1.0, 1.0, word("right", "ko"))]
    assert [row.message for row in shown(of(*items), lang).rows] == ["", ""]


def test_arrays_are_drawn_where_they_say_more_than_the_sentence() -> None:
    data: dict[str, Any] = {"name": "dx", "got": [1.0, 2.0], "differs": [True, True], "index": [0]}
    for differs, numerical, drawn in (
        ([True, True], None, 0),
        ([True, False], None, 1),
        ([True, True], [3.0, 4.0], 1),
    ):
        compare = {**data, "differs": differs, **({"numerical": numerical} if numerical else {})}
        assert len(shown(of(item("gradient", ["x"], 0.0, 1.0, "no", compare=compare))).comparisons) == drawn


def test_what_else_explains_an_item_is_told_as_a_guess() -> None:
    """Of two mistakes that fit, the item names the first; the other may be meant."""
    wrong = item("gradient", ["x"], 0.0, 1.0, "dx is wrong.", misconception="transpose-missing")
    made = shown(of(wrong, misconceptions=["transpose-missing", "reshape-instead-of-transpose"]))
    assert [hint.other for hint in made.hints] == [False, True]
