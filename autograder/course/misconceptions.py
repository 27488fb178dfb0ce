"""misconceptions.yml beside course.yml: beliefs that a course names itself, and what is said to who holds one.

forgets-epsilon:
  en: {description: The small number below the root is left out, nudge: What is your output where the variance is 0?}
  ko: {description: …, nudge: …, explanation: …}
  same_values_as: [forward-wrong-op]
"""

import re
from collections.abc import Collection
from pathlib import Path

from autograder.course.located import Value, read
from autograder.course.suggestion import suggest
from autograder.model.question import Misconception, Misconceptions
from autograder.words.catalogue import misconceptions

FILE = "misconceptions.yml"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-\w+)?")
_SAID = ("description", "nudge", "explanation")
_ALIKE = "same_values_as"


def read_misconceptions(root: Path) -> Misconceptions:
    """The misconceptions of a course folder by id; none where there is no such file. CourseError names the line of what is wrong."""
    path = root / FILE
    if not path.is_file():
        return {}
    entries = read(path, "the file", "forgets-epsilon:").mapping()
    return {
        name: _misconception(name, value, entries.keys() | misconceptions().keys())
        for name, value in entries.items()
    }


def _misconception(name: str, value: Value, known: Collection[str]) -> Misconception:
    if not _ID.fullmatch(name):
        value.fail(f'"{name}" is no id of a misconception; write it like forgets-epsilon')
    if name in misconceptions():
        value.fail(f"{name} is a misconception that the package knows; choose another id")
    keys = value.mapping()
    alike = keys.pop(_ALIKE).items() if _ALIKE in keys else []
    if not keys:
        value.fail(f"{name} has no words; add en: {{description: …, nudge: …}}")
    return Misconception(
        name, {lang: _said(lang, of) for lang, of in keys.items()}, tuple(_known(one, known) for one in alike)
    )


def _said(lang: str, value: Value) -> dict[str, str]:
    if not _LANGUAGE.fullmatch(lang):
        value.fail(f'"{lang}" is no language; write en, ko, … or {_ALIKE}')
    return {name: text.text() for name, text in value.mapping(_SAID, required=_SAID[:2]).items()}


def _known(value: Value, known: Collection[str]) -> str:
    if value.text() not in known:
        value.fail(
            f'there is no misconception "{value.text()}"; {suggest(value.text(), known, "leave it out")}'
        )
    return value.text()
