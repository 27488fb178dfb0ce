"""A text for a person that is not yet in any language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Message:
    """A text for the student, by key of the catalogue in `words/`, with the values that fill its blanks."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)
