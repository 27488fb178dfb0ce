"""A course of one question, for a test of the audit."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent, indent
from types import MappingProxyType

from tests.own_course import SETUP, cell, own_course


def course_of(folder: Path, entry: str, answer: str, tests: Mapping[str, str] = MappingProxyType({})) -> Path:
    """A course in `folder` whose one question has this entry (from `id:` on), this reference cell and these cells of tests."""
    entry = dedent(entry).strip()
    question = entry.removeprefix("id:").split()[0]
    marks = {"grade": True, "solution": False, "locked": True, "points": 1}
    behind = [cell(name, source, **marks) for name, source in tests.items()]
    return own_course(
        folder, [("setup", SETUP), (question, answer), *behind], f"- {indent(entry, '  ').strip()}"
    )
