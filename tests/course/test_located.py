"""Each way to take a value out of a file: what it gives, and in one line with its place what it refuses."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from autograder.course.located import Value, read, text_by_language
from autograder.model.errors import CourseError
from autograder.words.catalogue import languages

WORD = re.compile(r"[a-z_]\w*")


def value(text: str, tmp_path: Path) -> Value:
    """The value of `it` in the second line of a file."""
    path = tmp_path / "course.yml"
    path.write_text(f"first: 1\nit: {text}\n", "utf-8")
    return read(path, "the course").mapping()["it"]


def told(act: Callable[[], object]) -> tuple[int, str]:
    with pytest.raises(CourseError) as caught:
        act()
    return caught.value.line, str(caught.value).partition(": ")[2]


@pytest.mark.parametrize(
    ("take", "text", "found"),
    [
        (Value.scalar, "1e-9", 1e-9),
        (Value.scalar, "-2.5E3", -2500.0),
        (Value.scalar, "'1e-9'", "1e-9"),
        (Value.scalar, "3", 3),
        (Value.scalar, "2027-03-12", date(2027, 3, 12)),
        (Value.scalar, "", None),
        (Value.text, "a text", "a text"),
        (Value.text, "'3'", "3"),
        (Value.number, "3", 3),
        (Value.number, "-2.5", -2.5),
        (lambda v: v.number(low=0, high=3), "3", 3),
        (lambda v: v.number(low=0, high=3), "0", 0),
        (Value.flag, "true", True),
        (Value.flag, "no", False),
        (Value.share, "10%", 0.1),
        (Value.share, "' 12.5 % '", 0.125),
        (Value.share, "0.5", 0.5),
        (Value.share, "100%", 1.0),
        (Value.share, "0", 0.0),
        (Value.plain, "{a: [1, x], b: {c: 2.5}}", {"a": (1, "x"), "b": {"c": 2.5}}),
        (lambda v: [item.scalar() for item in v.items()], "[1, 2]", [1, 2]),
        (lambda v: v.items(), "[]", []),
        (lambda v: [item.name for item in v.filled()], "[1, 2]", ["it[0]", "it[1]"]),
        (lambda v: v.one_of(["a", "b"]), "b", "b"),
        (lambda v: v.matching(WORD, "a word"), "a_1", "a_1"),
        (lambda v: list(v.mapping(["a", "b"], ["a"])), "{b: 1, a: 2}", ["b", "a"]),
        (lambda v: (v.is_list, v.is_mapping), "[1]", (True, False)),
        (lambda v: (v.is_list, v.is_mapping), "{a: 1}", (False, True)),
        (lambda v: (v.line, v.name, v.called("other").name), "1", (2, "it", "other")),
        (text_by_language, "hello", {"en": "hello"}),
        (text_by_language, "{en: hello, ko: 안녕}", {"en": "hello", "ko": "안녕"}),
    ],
)
def test_what_is_taken(take: Callable[[Value], Any], text: str, found: Any, tmp_path: Path) -> None:
    got = take(value(text, tmp_path))
    assert got == found
    assert type(got) is type(found)


@pytest.mark.parametrize(
    ("take", "text", "says"),
    [
        (Value.mapping, "1", 'it must be a mapping (key: value), not "1"'),
        (Value.mapping, "[1]", "it must be a mapping (key: value), not a list"),
        (Value.mapping, "{a: 1, a: 2}", 'the key "a" stands twice in it; keep one (the first is in line 2)'),
        (lambda v: v.mapping(["points", "given"]), "{point: 1}", 'unknown key "point" in it; did you mean "points"?'),
        (lambda v: v.mapping(["points"]), "{points: 1,5}", 'unknown key "5" in it; write a number with a point: 1.5'),
        (lambda v: v.mapping(["points"]), "{points: x, 5: 1}", 'unknown key "5" in it; write one of points'),
        (lambda v: v.mapping(["points"]), "{5: 1}", 'unknown key "5" in it; write one of points'),
        (lambda v: v.mapping(["points"]), "{points: [1], 5}", 'unknown key "5" in it; write one of points'),
        (lambda v: v.mapping(["points"]), "{points: 1, 5: ''}", 'unknown key "5" in it; write one of points'),
        (lambda v: v.mapping(["points"]), "{points: 'x', 5}", 'unknown key "5" in it; write one of points'),
        (lambda v: v.mapping(["a"], ["a"]), "{}", 'it has no "a"; add "a: …"'),
        (lambda v: v.mapping(["points"]), "{points: x,5}", 'unknown key "5" in it; a text with a comma stands in quotes: "x, 5"'),
        (Value.mapping, "{[a]: 1}", "a key must be a single value, not a list"),
        (Value.items, "{a: 1}", "it must be a list ([a, b], or lines that start with -), not a mapping"),
        (Value.filled, "[]", "it is empty; it needs at least one entry"),
        (Value.scalar, "[1]", "it must be a single value, not a list"),
        (Value.scalar, "2027-13-45", 'it: "2027-13-45" cannot be read; write a plain text, number or date'),
        (Value.text, "3", 'it must be a text (put it in quotes if it looks like something else), not "3"'),
        (Value.text, "' '", 'it must be a text (put it in quotes if it looks like something else), not " "'),
        (Value.text, "", "it must be a text (put it in quotes if it looks like something else), not nothing"),
        (lambda v: v.matching(WORD, "a word"), "'My Word!'", 'it "My Word!" is wrong; write a word, for instance "my_word"'),
        (lambda v: v.matching(WORD, "a word"), "'1 2'", 'it "1 2" is wrong; write a word'),
        (lambda v: v.one_of(["gate", "layer"]), "gat", 'unknown it "gat"; did you mean "gate"?'),
        (lambda v: v.one_of(["gate", "layer"]), "sum", 'unknown it "sum"; write one of gate, layer'),
        (Value.number, "'1,5'", 'it is "1,5"; write it with a point: 1.5'),
        (Value.number, "true", 'it must be a finite number, not "true"'),
        (Value.number, "x", 'it must be a finite number, not "x"'),
        (Value.number, ".inf", 'it must be a finite number, not ".inf"'),
        (lambda v: v.number(low=0, high=3), "3.5", "it is 3.5; write a number from 0 to 3"),
        (lambda v: v.number(low=1), "0", "it is 0; write a number of at least 1"),
        (Value.flag, "1", 'it must be true or false, not "1"'),
        (Value.share, "150%", "it is 150%; write 0% to 100%, or 0 to 1"),
        (Value.share, "-0.1", "it is -0.1; write 0% to 100%, or 0 to 1"),
        (Value.plain, "[[[[[[[[[[1]]]]]]]]]]", "nested too deeply; write it flat"),
        (text_by_language, "{ko: 안녕}", 'it has no "en"; add "en: …"'),
        (text_by_language, "{en: a, xx: b}", f'unknown key "xx" in it; write one of {", ".join(languages())}'),
    ],
)  # fmt: skip
def test_what_is_refused(take: Callable[[Value], Any], text: str, says: str, tmp_path: Path) -> None:
    line, message = told(lambda: take(value(text, tmp_path)))
    assert line == 2
    assert message.endswith(says)


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        (b"", 1, "the course is empty; its first line is like `course: <id>`"),
        (b"a: 1\n\tb: 2\n", 2, "a tab at the start of the line; indent with spaces"),
        (b"a: 1\nb: \xff\n", 2, "this line is not UTF-8; save the file as UTF-8"),
        (b"a: 1\nb: !foo 2\n", 2, "the tag !foo means nothing here; leave it out, or put quotes around it"),
        (b"a: 1\n!foo b: 2\n", 2, "the tag !foo means nothing here; leave it out, or put quotes around it"),
        (b"a: 1\nb: [!foo 2]\n", 2, "the tag !foo means nothing here; leave it out, or put quotes around it"),
        (b"a: [1,\nb: 2\n", 3, "(in what begins in line 1); mend the brackets, quotes or indentation here"),
        (
            b"a: \x07\n",
            1,
            "this is not YAML (unacceptable character #x0007: control characters are not allowed); remove that character",
        ),
    ],
)
def test_files_that_cannot_be_read(content: bytes, line: int, says: str, tmp_path: Path) -> None:
    path = tmp_path / "course.yml"
    path.write_bytes(content)
    at, message = told(lambda: read(path, "the course"))
    assert message.endswith(says)
    assert at == line
    assert told(lambda: read(tmp_path / "none.yml", "the course"))[0] == 0
