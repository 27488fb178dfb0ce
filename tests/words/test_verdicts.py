"""What a student reads of a verdict: what is seen, or what the mistake is, in its place or before it."""

from __future__ import annotations

import pytest

from autograder.model.message import Key, Message
from autograder.model.question import Misconception
from autograder.model.trial import RIGHT, Verdict
from autograder.words.hints import load_hints
from autograder.words.messages import by_factor, relation, render
from autograder.words.verdicts import told

FLIPPED = load_hints("en")["sign-flipped"].description
WRONG = Message("gradient_wrong", {"name": "dx", "index": (1,)})
TWICE = Message("gradient_wrong", {"name": "dx", "index": (1,), "relation": by_factor(2.0)})
LARGE = Message("gradient_wrong", {"name": "dx", "relation": relation(3.0, 2.0)})
SHOWN = Message("example_out", {"call": "f(2)", "got": 3.0})


@pytest.mark.parametrize(
    ("message", "mistake", "text"),
    [
        (WRONG, None, render(WRONG)),
        (WRONG, "sign-flipped", f"{FLIPPED}."),
        (TWICE, "sign-flipped", f"{FLIPPED}: {render(by_factor(2.0))}."),
        (LARGE, "sign-flipped", f"{FLIPPED}."),
        (SHOWN, None, render(SHOWN)),
        (SHOWN, "sign-flipped", f"{FLIPPED}. {render(SHOWN)}"),
        (Message("not_attempted"), "sign-flipped", render(Message("not_attempted"))),
    ],
)
def test_a_mistake_is_told_in_the_place_of_what_is_vague(
    message: Message, mistake: str | None, text: str
) -> None:
    assert told(Verdict(0.0, message, misconception=mistake)) == text
    assert told(Verdict(1.0, message, misconception=mistake)) == render(message)
    assert told(Verdict(1.0, message), "ko") == render(message, "ko") != render(message)


def test_a_mistake_of_the_courses_own_ends_with_one_full_stop() -> None:
    own = {"adds-one": Misconception("adds-one", {"en": {"description": "One is added.", "nudge": "Why?"}})}
    for message, text in ((WRONG, "One is added."), (SHOWN, f"One is added. {render(SHOWN)}")):
        assert told(Verdict(0.0, message, misconception="adds-one"), own=own) == text


def test_a_sentence_ends_as_it_does_in_its_language(third_language: str) -> None:
    assert told(Verdict(0.0, WRONG, misconception="abs-applied"), third_language) == "符号が逆です。"
    assert told(Verdict(0.0, WRONG, misconception="sign-flipped"), third_language) == f"{FLIPPED}."
    factor = render(by_factor(2.0), third_language)
    assert (
        told(Verdict(0.0, TWICE, misconception="abs-applied"), third_language) == f"符号が逆です: {factor}。"
    )


@pytest.mark.parametrize(("mistake", "inside"), [(None, render(TWICE)), ("sign-flipped", f"{FLIPPED}: ")])
def test_what_is_wrong_beside_the_substance_is_told_within_the_sentence(
    mistake: str | None, inside: str
) -> None:
    message = Message("right_but_for", {"conditions": "Arrays fail.", "share": 0.75, "what": TWICE})
    text = told(Verdict(0.75, message, misconception=mistake))
    assert text.startswith("Arrays fail. You keep 75 % of these points. ")
    assert inside in text
    assert told(RIGHT) == render(RIGHT.message)


@pytest.mark.parametrize(
    "key",
    ["forward_wrong", "gradient_wrong", "gradient_of_own_forward", "value_wrong", "wrong_shape", "shape_returned", "shape_of_value",
     "not_finite", "not_a_number", "returned_nothing", "returned_count", "second_call_wrong", "batch_of_one_wrong"],
)  # fmt: skip
def test_whatever_only_says_where_something_is_wrong_is_vague(key: Key) -> None:
    assert told(Verdict(0.0, Message(key), misconception="sign-flipped")) == f"{FLIPPED}."


@pytest.mark.parametrize("key", ["example_differs", "example_out"])
def test_what_shows_where_stands_behind(key: Key) -> None:
    values = {"first": Message("right"), "got": 1.0}
    text = told(Verdict(0.0, Message(key, values), misconception="sign-flipped"))
    assert text == f"{FLIPPED}. {render(Message(key, {'got': 1.0}))}"
