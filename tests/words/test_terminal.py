"""Lines of the terminal: each that the code tells is there in every language, and none that nobody tells."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator

import pytest

from autograder.model.message import Told, arrived, carried, tell
from autograder.words.catalogue import FOLDER, languages, lines
from autograder.words.messages import retold
from tests.words.conftest import COMPLETE

BLANK = re.compile(r"\{(\w+(?::[^}]*)?)\}")


def written() -> Iterator[str]:
    """The templates in the code."""
    for path in sorted(FOLDER.parent.rglob("*.py")):
        text = path.read_text("utf-8")
        if not re.search(r"^from autograder\.model\.message import .*\btell\b", text, re.MULTILINE):
            continue
        for call in ast.walk(ast.parse(text)):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "tell":
                assert isinstance(call.args[0], ast.Constant), f"{path.name}:{call.lineno} is no literal"
                yield str(call.args[0].value)


@pytest.mark.parametrize("lang", languages()[1:])
def test_every_line_is_there_and_no_other(lang: str) -> None:
    own = lines(lang)
    assert {*own} <= {*written()}
    assert lang not in COMPLETE or {*own} == {*written()}
    assert {k: {*BLANK.findall(k)} for k in own} == {k: {*BLANK.findall(text)} for k, text in own.items()}


def test_korean_lines_are_korean() -> None:
    without = [key for key, text in lines("ko").items() if not re.search("[가-힣]", text)]
    assert without == ["  {reason}", "{one}, {other}"]


def test_a_line_is_english_and_is_told_again_with_what_is_in_it() -> None:
    line = tell("{name} cannot be read; {example}", name="a.py", example=tell("it is no file"))
    assert line == "a.py cannot be read; it is no file"
    assert retold(line, "ko") == "a.py를 읽을 수 없어요; 파일이 아니에요"
    assert retold(line, "en") == retold(line, "ja") == line
    assert retold("it is no file", "ko") == "it is no file"


def test_a_line_comes_through_json_with_what_it_is_made_of() -> None:
    line = tell("{one}, {other}", one="a {b}", other=tell("a link"))
    there = arrived(json.loads(json.dumps(carried(line))))
    assert there == line == "a {b}, a link"
    assert isinstance(there, Told)
    assert retold(there, "ko") == "a {b}, 링크"
    assert arrived(carried("plain")) == "plain"
    rate = arrived(json.loads(json.dumps(carried(tell("{rate:.1f} a second", rate=2.5)))))
    assert (rate, retold(rate, "ko")) == ("2.5 a second", "1초에 2.5개")


REASONS = {"UnreadableSubmission": 0, "LeftOut": 1, "Piece": 2}
"""Which argument says why."""


def test_what_is_not_taken_or_read_is_told() -> None:
    """No reason is a text of one language alone: it would be English in every course."""
    plain = []
    for path in sorted(FOLDER.parent.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in REASONS:
                said = call.args[REASONS[call.func.id] :][:1]
                plain += [
                    f"{path.name}:{call.lineno}"
                    for one in said
                    if isinstance(one, ast.JoinedStr | ast.Constant)
                ]
    assert not plain
