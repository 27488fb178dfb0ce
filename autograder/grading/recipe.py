"""The recipe of a run: all that decides a grader, as a few words, from which any process makes the same one."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Recipe:
    """Where the course is, which assignment, the seed of its hidden inputs, the language of the messages; protected or not.

    Two processes that are given the same recipe, and the same course files, make the same records.
    """

    root: Path
    assignment: str
    seed: bytes
    lang: str
    protect: bool = True

    def to_json(self) -> dict[str, object]:
        """As JSON carries it."""
        return {
            "root": str(self.root),
            "assignment": self.assignment,
            "seed": base64.b64encode(self.seed).decode(),
            "lang": self.lang,
            "protect": self.protect,
        }

    @classmethod
    def from_json(cls, said: dict[str, str]) -> Recipe:
        """What `to_json` made of a recipe."""
        seed = base64.b64decode(said["seed"])
        return cls(Path(said["root"]), said["assignment"], seed, said["lang"], bool(said["protect"]))
