"""The form of a particle that the last sound wants."""

from __future__ import annotations

import re

import pytest

from autograder.model.message import Key, Message, say
from autograder.words.catalogue import texts
from autograder.words.messages import render
from autograder.words.particles import resolved


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("모양은(는) 기울기은(는)", "모양은 기울기는"),
        ("MultiplyGate은(는) 없고 MultplyGate이(가)", "MultiplyGate는 없고 MultplyGate가"),
        ("`dW`와(과) `dx`을(를)", "`dW`와 `dx`를"),
        ("`f`은(는) 7이에요(예요)", "`f`는 7이에요"),
        ("값은 [1, 5]이에요(예요).", "값은 [1, 5]예요."),
        ("`dot`은(는) `num`은(는) `dapple`은(는) `dbias`은(는)", "`dot`은 `num`은 `dapple`은 `dbias`는"),
        ("`xpysqr`은(는) `l`이(가) n을(를)", "`xpysqr`은 `l`이 n을"),
        ("gradM은(는) gradW은(는) ADAM은(는) RELU은(는)", "gradM은 gradW는 ADAM은 RELU는"),
        ("1(으)로 3(으)로 서울(으)로 집(으)로", "1로 3으로 서울로 집으로"),
        ("힣(으)로 가(으)로 하(으)로", "힣으로 가로 하로"),
        ("`at`은(는) `up`은(는) `in`은(는) `cat`은(는)", "`at`는 `up`는 `in`은 `cat`은"),
        ("lot(으)로 tool(으)로 L(으)로 9(으)로 ²(으)로", "lot으로 tool로 L로 9로 ²로"),
        ("함수 (역전파)은(는)", "함수 (역전파)는"),
        ("plain (text)", "plain (text)"),
        ("은(는)", "는"),
    ],
)
def test_the_last_sound_decides(text: str, read: str) -> None:
    assert resolved(text) == read


@pytest.mark.parametrize(
    "pair",
    [
        "은(는)",
        "이(가)",
        "을(를)",
        "와(과)",
        "이에요(예요)",
        "이어야(여야)",
        "이었어요(였어요)",
        "(이)라는",
        "(이)라고",
        "(으)로",
    ],
)
def test_each_pair_is_written_as_its_two_forms(pair: str) -> None:
    both, other = pair.replace("(", "").replace(")", ""), pair.rpartition(")")[2]
    forms = (both, other) if other else tuple(pair[:-1].split("("))
    after_consonant, after_vowel = reversed(forms) if pair == "와(과)" else forms
    assert (resolved(f"집{pair}"), resolved(f"나{pair}")) == (f"집{after_consonant}", f"나{after_vowel}")


def test_a_message_is_read_with_one_form() -> None:
    told = render(say("target_missing", name="MultiplyGate", close="MultplyGate"), "ko")
    assert "은(는)" not in told
    assert "이(가)" not in told


@pytest.mark.parametrize("name", ["dx", "W1", "Neuron", "<b>", ""])
@pytest.mark.parametrize("key", ["not_a_number", "target_missing", "partly_checked", "died", "input_changed"])
def test_no_pair_is_left_open(key: Key, name: str) -> None:
    values = {"name": name, "names": name, "kind": name, "found": 3, "given": 2}
    assert not re.search(r"\((?:는|가|를|과|이|으|예요)\)", render(Message(key, values), "ko"))


def test_a_blank_is_followed_by_a_pair() -> None:
    """Never by one particle that fits some names alone."""
    alone = re.compile(
        r"\{(?:name|names|close|kind|package|question)\}\"?(?:은|는|이|가|을|를|과|와|로)(?![(가-힣])"
    )
    assert not [key for key, text in texts("ko").items() if alone.search(text)]
