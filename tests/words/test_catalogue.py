"""The catalogue: complete in English and Korean, of any other language what there is; nothing in it that nobody says."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from autograder.checks import KINDS
from autograder.model.errors import CourseError
from autograder.model.message import is_key
from autograder.words import catalogue
from autograder.words.catalogue import (
    chosen_language,
    languages,
    lines,
    misconceptions,
    said_of_misconceptions,
    texts,
)
from autograder.words.hints import load_hints
from autograder.words.messages import word
from tests.words.conftest import COMPLETE

PACKAGE = catalogue.FOLDER.parent
BLANK = re.compile(r"\{(\w+)\}")


def stored(lang: str) -> dict[str, str]:
    """What the files of a language themselves hold, misconceptions apart; a key stands in them once."""
    found: dict[str, str] = {}
    for path in sorted((catalogue.FOLDER / lang).glob("*.yaml")):
        if path.name not in ("misconceptions.yaml", "explanations.yaml", "terminal.yaml"):
            for key, value in yaml.compose(path.read_text("utf-8")).value:  # type: ignore[union-attr]
                assert key.value not in found, f"{key.value} stands twice"
                found[key.value] = value.value
    return found


def test_english_comes_first() -> None:
    assert languages()[0] == "en"
    assert {*COMPLETE} <= {*languages()}


def test_the_others_follow_by_name_where_they_hold_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh_catalogue: None
) -> None:
    for name in (
        "zu/a.yaml",
        "ko/a.yaml",
        "en/a.yaml",
        "aa/a.yaml",
        "fr/a.yaml",
        "fr/b.yaml",
        "de/a.yaml",
        "xx/notes.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    assert languages() == ("en", "aa", "de", "fr", "ko", "zu")


@pytest.mark.parametrize("lang", COMPLETE)
def test_every_text_is_there_in_every_language_with_the_same_blanks(lang: str) -> None:
    english, own = stored("en"), stored(lang)
    assert list(own) == list(english)
    assert own == texts(lang)
    assert {k: {*BLANK.findall(own[k])} for k in own} == {k: {*BLANK.findall(t)} for k, t in english.items()}


@pytest.mark.parametrize("lang", languages())
def test_no_text_is_without_an_english_one_or_has_other_blanks(lang: str) -> None:
    english, own = stored("en"), stored(lang)
    assert own.keys() <= english.keys()
    assert not [key for key in own if not {*BLANK.findall(own[key])} <= {*BLANK.findall(english[key])}]
    assert all(text.strip() for text in own.values())


def test_korean_is_korean_and_english_is_not() -> None:
    without = [key for key, text in stored("ko").items() if not re.search("[가-힣]", text)]
    assert without == ["sentence_and", "of_points"]
    assert not [key for key, text in stored("en").items() if re.search("[가-힣]", text)]


def sent() -> Iterator[tuple[str, str, set[str], bool]]:
    """Each message that is written out in the code: where, its key, the names of its values, and whether these are all."""
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text("utf-8")
        for call in ast.walk(ast.parse(text)) if re.search(r"\b(Message|say)\(", text) else ():
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Name)
                and call.func.id in ("Message", "say")
            ):
                key, *values = call.args or [ast.Constant(None)]
                if isinstance(key, ast.Constant):
                    named = [word.arg for word in call.keywords if call.func.id == "say"]
                    keys = [one for value in values if isinstance(value, ast.Dict) for one in value.keys]
                    named += [str(one.value) if isinstance(one, ast.Constant) else None for one in keys]
                    whole = None not in named and all(isinstance(value, ast.Dict) for value in values)
                    yield (
                        f"{path.name}:{call.lineno}",
                        str(key.value),
                        {name for name in named if name},
                        whole,
                    )


def test_every_message_that_is_sent_has_its_text_and_fills_its_blanks() -> None:
    """No value is without its blank; and each blank has its value, but for those whose part of the text may be left out."""
    known, seen = texts("en"), 0
    for where, key, values, whole in sent():
        assert is_key(key), where
        assert values <= {*BLANK.findall(known[key])}, where
        needed = {*BLANK.findall(re.sub(r"\[[^\]]*\]", "", known[key]))}
        assert not whole or needed <= values, where
        seen += 1
    assert seen > 100


def test_every_word_is_used() -> None:
    """What is no message stands in a page or a table, or belongs to a group of names that pages are given."""
    rooms = ("report", "commands", "nbgrader_plugin")
    sources = [path for room in rooms for path in PACKAGE.glob(f"{room}/**/*.py")]
    sources += PACKAGE.glob("report/templates/*")
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    named = re.compile("(think|idea|check|outcome|reason|table|drawing|operation|sentence|similar|why)_")
    words = [key for key in texts("en") if not is_key(key)]
    assert not [key for key in words if f'"{key}"' not in text and not named.match(key)]


def test_every_word_of_a_page_is_there() -> None:
    for path in PACKAGE.glob("report/templates/*.j2"):
        text = path.read_text(encoding="utf-8")
        asked = [key for call in re.findall(r"\bt\(([^()]*)\)", text) if "group" not in call
                 for key in re.findall(r'"(\w+)"', call)]  # fmt: skip
        assert not {*asked} - {*texts("en")}, path.name


@pytest.mark.parametrize(
    ("group", "names"),
    [
        ("check", " ".join(KINDS)),
        ("outcome", "answered not_attempted missing error timeout crashed memory"),
        ("reason", "ungraded crashed blocked reaches estimates older undated"),
        ("table", "what shape agrees difference number ok wrong seen own unknown"),
        ("drawing", "forward backward shape part the_upstream upstream"),
        ("sentence", "one several plain upstream walk is returns and"),
        (
            "operation",
            "sum product difference quotient power matrix_product negative square cube reciprocal square_root sigmoid mean maximum exponential logarithm",
        ),
    ],
)
def test_a_group_has_a_word_for_each_name_and_no_other(group: str, names: str) -> None:
    prefix = f"{group}_"
    there = {key.removeprefix(prefix) for key in texts("en") if key.startswith(prefix)}
    assert there == {*names.split()}
    assert all(word(name, "ko", group) != name for name in there)


def test_what_a_language_lacks_is_english(third_language: str) -> None:
    assert "ja" in languages()
    assert texts(third_language)["right"] == "正解です。"
    assert texts(third_language)["feedback"] == "Feedback"
    said = said_of_misconceptions(third_language)["upstream-ignored"]
    assert said["nudge"] == "doutを変えると結果は変わりますか。"
    assert said["description"] == said_of_misconceptions("en")["upstream-ignored"]["description"]
    assert texts("fr") == texts("en")


@pytest.mark.parametrize("lang", ["fr", "", "..", "../words/ko"])
def test_a_language_that_is_not_there_is_english(lang: str) -> None:
    assert texts(lang) == texts("en")
    assert said_of_misconceptions(lang) == said_of_misconceptions("en")


@pytest.mark.parametrize(
    ("environment", "course", "language"),
    [
        ("C.UTF-8", "en", "en"),
        ("C.UTF-8", "ko", "ko"),
        ("ko_KR.UTF-8", "en", "ko"),
        ("ja_JP.UTF-8", "ko", "ja"),
        ("fr_FR.UTF-8", "ko", "ko"),
        ("fr_FR.UTF-8", "en", "en"),
    ],
)
def test_a_language_is_chosen_by_environment_then_course(
    environment: str, course: str, language: str, monkeypatch: pytest.MonkeyPatch, third_language: str
) -> None:
    monkeypatch.setattr("locale.getlocale", lambda: (None, None))
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", environment)
    assert chosen_language(None, course) == language
    monkeypatch.setattr("locale.getlocale", lambda: ("ko_KR", "ja"))
    assert chosen_language(None) == ("ko" if environment[:2] not in ("ko", "ja") else environment[:2])
    assert chosen_language("en", course) == "en"
    assert chosen_language(third_language, course) == third_language


def test_the_name_that_stands_first_in_the_environment_counts(
    monkeypatch: pytest.MonkeyPatch, third_language: str
) -> None:
    monkeypatch.setattr("locale.getlocale", lambda: ("ja_JP", None))
    names = ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE")
    for name in names:
        monkeypatch.setenv(name, "fr")
    for name in reversed(names):
        monkeypatch.setenv(name, "ko_KR")
        assert chosen_language(None) == "ko"
        monkeypatch.setenv(name, "ja_JP")
        assert chosen_language(None) == third_language


def test_only_what_is_asked_for_is_read(monkeypatch: pytest.MonkeyPatch, fresh_catalogue: None) -> None:
    read: list[str] = []
    plain = catalogue._read

    def noting(path: Path) -> dict[str, object]:
        read.append(f"{path.parent.name}/{path.name}")
        return plain(path)

    monkeypatch.setattr(catalogue, "_read", noting)
    texts("en")
    assert read == [
        "en/coaching.yaml",
        "en/messages.yaml",
        "en/notebook.yaml",
        "en/report.yaml",
        "en/selfcheck.yaml",
    ]
    said_of_misconceptions("en")
    texts("en")
    assert read[5:] == ["en/misconceptions.yaml", "en/explanations.yaml"]
    texts("ko")
    assert read[7:] == [
        "ko/coaching.yaml",
        "ko/messages.yaml",
        "ko/notebook.yaml",
        "ko/report.yaml",
        "ko/selfcheck.yaml",
    ]


def test_importing_the_reports_loads_nothing_heavy() -> None:
    code = (
        "import sys; import autograder.report, autograder.report.class_report, autograder.report.summary, "
        "autograder.report.class_report, autograder.report.student_page, autograder.words.hints; "
        "print(sorted({'jinja2', 'matplotlib', 'yaml', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_was_read_is_nobodys_to_change() -> None:
    """It is kept for all that come after."""
    for kept in (texts("en"), texts("ko"), lines("ko"), misconceptions(), load_hints("en"),
                 said_of_misconceptions("en"), said_of_misconceptions("ko")):  # fmt: skip
        with pytest.raises(TypeError):
            kept["right"] = "wrong"  # type: ignore[index]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.yaml", b"right: no", "a.yaml: what stands at right is no text; write key"),
        ("a.yaml", b"right: {a: b}", "a.yaml: what stands at right is no text; write key"),
        ("a.yaml", b"yes: a", "a.yaml: what stands at True is no text; write key"),
        ("a.yaml", b"- a", "a.yaml: what stands at its top is no text; write key"),
        ("a.yaml", b'a: b\nright: "c', "a.yaml:2: found unexpected end of stream; write key"),
        ("a.yaml", b"right: \xff", "a.yaml: it is no UTF-8; save it"),
        ("explanations.yaml", b"a: {b: c}", "explanations.yaml: what stands at a is no text; write key"),
        (
            "misconceptions.yaml",
            b"a: {nudge: 5}",
            "misconceptions.yaml: what stands at a is no text; write key",
        ),
        ("terminal.yaml", b"new: 5", "terminal.yaml: what stands at new is no text; write key"),
    ],
)
def test_a_file_of_a_language_that_holds_no_texts_is_refused_before_anything_rests_on_it(
    name: str,
    content: bytes,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fresh_catalogue: None,
) -> None:
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    for lang, file, text in (("en", "a.yaml", b"right: Right."), ("ja", name, content)):
        (tmp_path / lang).mkdir()
        (tmp_path / lang / file).write_bytes(text)
    with pytest.raises(CourseError, match=re.escape(said)):
        catalogue.read_all("ja")
