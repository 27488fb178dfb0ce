"""The words by language: every folder beside this file that holds YAML is a language, and English stands in for what it lacks.

    en/messages.yaml, en/report.yaml, …   texts by key; how they are divided into files is for the reader's ease alone
    ko/terminal.yaml, …                   lines of the terminal, by the English ones, which stand in the code (`model.message.tell`)
    en/misconceptions.yaml                what is said of each known mistake, by its id
    en/explanations.yaml                  what to change, by the same ids; not in the students' own installation

A file is read when something in it is first asked for, and only in the language asked for (and English). Importing this
module costs nothing.
"""

import locale
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from autograder.model.errors import CourseError

FOLDER = Path(__file__).parent
ENGLISH = "en"
_MISCONCEPTIONS = "misconceptions.yaml"
_EXPLANATIONS = "explanations.yaml"
_TERMINAL = "terminal.yaml"


@cache
def languages() -> tuple[str, ...]:
    """The languages there are: English first, then the others by name."""
    folders = {path.parent.name for path in FOLDER.glob("*/*.yaml")}
    return (ENGLISH, *sorted(folders - {ENGLISH}))


def chosen_language(asked: str | None, course: str = ENGLISH) -> str:
    """The language asked for; else one that the environment names and we have, else the course's, English last."""
    if asked:
        return asked
    system = [os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE")]
    for name in filter(None, (*system, locale.getlocale()[0], course)):
        for language in languages()[1:]:
            if name.lower().startswith(language.lower()):
                return language
    return ENGLISH


@cache
def texts(lang: str) -> Mapping[str, str]:
    """Every text by key in a language, the English one where it has none; English for a language that is not there."""
    own: dict[str, str] = {}
    if lang in languages():
        for path in sorted((FOLDER / lang).glob("*.yaml")):
            own |= _read(path) if path.name not in (_MISCONCEPTIONS, _EXPLANATIONS, _TERMINAL) else {}
    return MappingProxyType(own if lang == ENGLISH else {**texts(ENGLISH), **own})


@cache
def lines(lang: str) -> Mapping[str, str]:
    """The lines of the terminal in a language, by the English ones."""
    return MappingProxyType(_of_language(lang, _TERMINAL))


@cache
def said_of_misconceptions(lang: str) -> Mapping[str, Mapping[str, str]]:
    """By id of a misconception its `description`, `nudge` and (where installed) `explanation` in a language, else in English."""
    own = {name: dict(said) for name, said in _of_language(lang, _MISCONCEPTIONS).items()}
    for name, explanation in _of_language(lang, _EXPLANATIONS).items():
        own.setdefault(name, {})["explanation"] = explanation
    if lang == ENGLISH:
        return MappingProxyType(own)
    english = said_of_misconceptions(ENGLISH)
    return MappingProxyType({name: {**said, **own.get(name, {})} for name, said in english.items()})


def read_all(lang: str) -> None:
    """Read all that is said in a language, before anything rests on it. Raises CourseError for a file that cannot be read."""
    for read in (texts, lines, said_of_misconceptions):
        read(lang)


def _of_language(lang: str, name: str) -> dict[str, Any]:
    path = FOLDER / lang / name
    return _read(path) if lang in languages() and path.exists() else {}


@cache
def misconceptions() -> Mapping[str, Mapping[str, Any]]:
    """What is known of each misconception in no language, by id, in the order of the file."""
    return MappingProxyType(_read(FOLDER / _MISCONCEPTIONS))


def _read(path: Path) -> dict[str, Any]:
    """The mapping in a YAML file; an empty file is an empty one. Raises CourseError with the place of what is no text by key."""
    import yaml  # here, so that importing this module costs nothing

    # The C parser is ten times as fast, where it exists.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        content: Any = yaml.load(path.read_text(encoding="utf-8"), Loader=loader) or {}
    except UnicodeDecodeError as error:
        raise CourseError(path, 0, "it is no UTF-8; save it as that") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "it is no YAML"
        raise CourseError(path, mark.line + 1 if mark else 0, f"{problem}; {_REMEDY}") from error
    said: dict[str, Any] = content if isinstance(content, dict) else {"its top": content}
    for key, value in said.items() if path.parent != FOLDER else ():
        several = path.name == _MISCONCEPTIONS and isinstance(value, dict)
        if not all(isinstance(text, str) for text in (key, *(value.values() if several else [value]))):
            raise CourseError(path, 0, f"what stands at {key} is no text; {_REMEDY}")
    return said


_REMEDY = 'write key: "text", the text in quotes'
