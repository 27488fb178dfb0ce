"""A third language: ten sentences in a folder of their own, beside a copy of the others."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.words import catalogue, hints

TEN_SENTENCES = {
    "messages.yaml": """\
right: "正解です。"
not_attempted: "まだ解いていません。"
gradient_wrong: "{name}は連鎖律の勾配と違います[。最初に違うのは{index}です]。"
timeout: "{seconds}秒で止めました。"
nbgrader_points: "{all}点中{got}点"
all_right: "勾配は順伝播と合っています。"
notebook_points: "{points}点"
""",
    "words.yaml": """\
check_gradient: "勾配"
passed: "正しい"
students: "学生"
table_ok: "はい"
""",
    "report.yaml": "# not yet\n",
    "misconceptions.yaml": """\
upstream-ignored: {nudge: "doutを変えると結果は変わりますか。"}
abs-applied: {description: "符号が逆です。"}
""",
}


COMPLETE = ("en", "ko")
"""The languages in which everything is said; others may be there, with as many texts as they have."""


def add_japanese(words: Path) -> None:
    """Write the ten sentences (and one hint) into the folder of words."""
    folder = words / "ja"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in TEN_SENTENCES.items():
        (folder / name).write_text(content, encoding="utf-8")


@pytest.fixture
def fresh_catalogue() -> Iterator[None]:
    """Nothing is read yet, and what a test reads is forgotten after it."""
    kept = (
        catalogue.languages,
        catalogue.texts,
        catalogue.lines,
        catalogue.said_of_misconceptions,
        catalogue.misconceptions,
        hints.known_hints,
    )
    for function in kept:
        function.cache_clear()
    yield
    for function in kept:
        function.cache_clear()


@pytest.fixture
def third_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh_catalogue: None) -> str:
    """The name of the third language, which is there during the test."""
    folder = tmp_path / "words"
    shutil.copytree(catalogue.FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    add_japanese(folder)
    monkeypatch.setattr(catalogue, "FOLDER", folder)
    return "ja"
