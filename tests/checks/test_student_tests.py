"""Implementations that students' tests are run against: what is wrong with each, said in any number of languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.checks.student_tests import LEAST_WRONG, load_implementations
from autograder.model.errors import CourseError

OTHERS = "# %% right\nright\n" + "# %% wrong: another fault\nx\n" * LEAST_WRONG


@pytest.mark.parametrize(
    ("heading", "fault"),
    [
        ("the sign", {"en": "the sign"}),
        ("the sign | 부호", {"en": "the sign", "ko": "부호"}),
        ("the sign | ko: 부호 | ja: 符号", {"en": "the sign", "ko": "부호", "ja": "符号"}),
        ("the sign | ja: 符号", {"en": "the sign", "ja": "符号"}),
        ("the sign | 부호 | 크기", {"en": "the sign", "ko": "부호 | 크기"}),
        ("the sign | 부호 | pt-BR: o sinal", {"en": "the sign", "ko": "부호", "pt-BR": "o sinal"}),
        ("y: the sign | 값 y: 부호", {"en": "y: the sign", "ko": "값 y: 부호"}),
    ],
)
def test_a_fault_is_said_by_language(heading: str, fault: dict[str, str], tmp_path: Path) -> None:
    """Without its language a second text is Korean, as it was before there were others."""
    file = tmp_path / "mistakes_square.py"
    file.write_text(f"# %% wrong: {heading}\nfirst\n{OTHERS}", encoding="utf-8")
    first, right, *others = load_implementations(file)
    assert first.fault == fault
    assert first.source == "first"
    assert (right.source, right.fault) == ("right", None)
    assert len(others) == LEAST_WRONG


@pytest.mark.parametrize("heading", ["# %% wrong", "# %% wrong: ", "# %% wrong: | ko: 부호"])
def test_what_is_wrong_must_be_said_in_english(heading: str, tmp_path: Path) -> None:
    file = tmp_path / "mistakes_square.py"
    file.write_text(f"{OTHERS}{heading}\nx\n", encoding="utf-8")
    with pytest.raises(CourseError, match="say what is wrong: # %% wrong: in English") as caught:
        load_implementations(file)
    assert caught.value.line == OTHERS.count("\n") + 1
