"""What is said about each known mistake: a description and a hint in two steps, by id, in every language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from autograder.model.question import LANGUAGES, Text

HINTS_FILE = Path(__file__).with_name("misconceptions.yaml")


@dataclass(frozen=True, slots=True)
class Hint:
    """One mistake and its hint: `nudge` is a question to think about, `explanation` says what to change.

    `same_values_as` names the mistakes that yield the same numbers, so that numbers alone cannot tell them apart.
    """

    id: str
    description: Text
    nudge: Text
    explanation: Text
    same_values_as: tuple[str, ...] = ()


@cache
def load_hints() -> Mapping[str, Hint]:
    """Every hint by id, in the order of the file; read once, at the first call."""
    import yaml  # here, so that importing this module costs nothing

    loader = getattr(
        yaml, "CSafeLoader", yaml.SafeLoader
    )  # the C parser is ten times as fast, where it exists
    entries = yaml.load(HINTS_FILE.read_text(encoding="utf-8"), Loader=loader)["misconceptions"]
    return MappingProxyType({entry["id"]: _hint(entry) for entry in entries})


def _hint(entry: Mapping[str, Any]) -> Hint:
    """One entry of the file, as a Hint."""
    hints = entry["hints"]
    return Hint(
        id=entry["id"],
        description=entry["description"],
        nudge={lang: hints[lang]["nudge"] for lang in LANGUAGES},
        explanation={lang: hints[lang]["explanation"] for lang in LANGUAGES},
        same_values_as=tuple(entry.get("same_values_as", ())),
    )
