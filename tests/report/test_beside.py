"""How students are called on pages: by name and id, or by a number that says nothing and stays the same."""

from __future__ import annotations

import pytest

from autograder.report.beside import NOTHING, Beside, naming
from autograder.words.messages import word


def test_a_name_stands_with_the_id_and_an_id_alone() -> None:
    named = naming(["ada"], Beside({"ada": "Lee, Ada", "bob": "bob"}), "en", hide_names=False)
    assert [named(who) for who in ("ada", "bob", "eve")] == ["Lee, Ada (ada)", "bob", "eve"]


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("order", [["eve", "ada"], ["ada", "eve"]])
def test_a_number_is_the_same_on_all_pages_of_a_class(lang: str, order: list[str]) -> None:
    named = naming(order, Beside({"ada": "Lee, Ada"}, missing=("bob",)), lang, hide_names=True)
    called = word("submission_number", lang)
    assert [named(who) for who in ("ada", "bob", "eve")] == [f"{called} {n}" for n in (1, 2, 3)]
    assert named("mallory") == called


def test_nothing_is_known_but_the_records() -> None:
    assert (NOTHING.page_of("ada"), NOTHING.names, NOTHING.missing, NOTHING.similar) == (None, {}, (), None)
