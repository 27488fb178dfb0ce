"""A course of one question, for a test of the audit."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

from tests.own_course import SETUP, own_course


def course_of(folder: Path, entry: str, answer: str) -> Path:
    """A course in `folder` whose one question has this entry (from `id:` on) and this reference cell."""
    entry = dedent(entry).strip()
    question = entry.removeprefix("id:").split()[0]
    return own_course(folder, [("setup", SETUP), (question, answer)], f"- {indent(entry, '  ').strip()}")
