"""Mutants that survive with nothing wrong about it, and why, in a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from autograder.grading.audit.mutation import Mutant


@dataclass(frozen=True, slots=True)
class Equivalents:
    """Survivors with nothing wrong, by question: names of mutants, in which a star stands for anything, each with a reason."""

    reasons: dict[str, dict[str, str]]

    @classmethod
    def read(cls, path: Path) -> Equivalents:
        """The list in a file: question -> [{because: reason, mutants: [name, …]}, …]."""
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        return cls(
            {
                q: {name: one["because"] for one in groups for name in one["mutants"]}
                for q, groups in content.items()
            }
        )

    def entry(self, question: str, mutant: Mutant) -> str | None:
        """The entry that a mutant falls under; None when there is none."""
        for name in self.reasons.get(question, {}):
            if re.fullmatch(".*".join(map(re.escape, name.split("*"))), mutant.name):
                return name
        return None
