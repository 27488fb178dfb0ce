"""The public side of an exercise: what it asks for by name, never a number that is an answer, never points.

`autograder release` writes it to exercises.json beside the notebook. The package holds the same for its own course, so that a
notebook alone is enough.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.model.question import Assignment, Course, Question

FILE = "exercises.json"
PACKAGED = Path(__file__).with_name(FILE)

_PUBLIC = (
    "given",
    "target",
    "aliases",
    "init",
    "inputs",
    "backward",
    "gradients",
    "returns",
    "forward",
    "upstream",
)
_PUBLIC_OPTIONS = ("arrays", "kind")
_PUBLIC_OF_ITEM = ("d", "by", "upstream", "claim")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is asked: the kind of check, the names it speaks of, and (derivatives) of what, by what."""

    check: str
    of: tuple[str, ...] = ()
    d: str = ""
    by: str = ""
    upstream: str = ""
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise as the self-check needs it; the fields are those of `autograder.model.Question`."""

    id: str
    items: tuple[Item, ...] = ()
    given: Mapping[str, Any] = field(default_factory=dict)
    target: str = ""
    aliases: tuple[str, ...] = ()
    init: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    inputs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    backward: tuple[str, ...] = ()
    gradients: Mapping[str, str] = field(default_factory=dict)
    returns: tuple[str, ...] = ()
    forward: str = ""
    upstream: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    language: str = "en"

    @property
    def checks(self) -> set[str]:
        """The kinds of check it has."""
        return {item.check for item in self.items}

    @property
    def names(self) -> tuple[str, ...]:
        """Plain-variable exercises: the variables asked for."""
        return tuple(dict.fromkeys(name for item in self.items for name in item.of))


def find(question: str, folder: Path | None = None) -> Exercise | None:
    """The exercise of that id: from exercises.json in the folder (default: the current one), else from the package."""
    for path in ((folder or Path.cwd()) / FILE, PACKAGED):
        for exercise in known(path):
            if exercise.id == question:
                return exercise
    return None


@cache
def known(path: Path) -> tuple[Exercise, ...]:
    """The exercises of a file, in order; none when it is missing or no such file."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_exercise(entry, content["language"]) for entry in content["exercises"])
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def _exercise(entry: Mapping[str, Any], language: str) -> Exercise:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    items = tuple(Item(**{**item, "of": tuple(item.get("of", ()))}) for item in entry.get("items", ()))
    values |= {"items": items, "language": language}
    return Exercise(**values)


def public(course: Course, *assignments: Assignment) -> bytes:
    """The content of exercises.json for some assignments of a course."""
    entries = [_entry(question) for assignment in assignments for question in assignment.questions]
    lines = ",\n  ".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    return f'{{\n "language": "{course.language}",\n "exercises": [\n  {lines}\n ]\n}}\n'.encode()


def _entry(question: Question) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": question.id}
    entry |= {name: getattr(question, name) for name in _PUBLIC if getattr(question, name)}
    options = {name: question.options[name] for name in _PUBLIC_OPTIONS if name in question.options}
    if options:
        entry["options"] = options
    entry["items"] = []
    for item in question.rubric:
        public = {name: item.options[name] for name in _PUBLIC_OF_ITEM if item.options.get(name)}
        one = {"check": item.check, "of": item.of, **public} if item.of else {"check": item.check, **public}
        if one not in entry["items"]:
            entry["items"].append(one)
    return entry
