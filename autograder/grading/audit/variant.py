"""What is tried in the place of a reference answer, and what came of it, as plain data."""

from dataclasses import dataclass, field
from enum import StrEnum


class Made(StrEnum):
    """How a variant was made: the wrong ones, then the right ones."""

    MUTANT = "mutant"
    KNOWN = "known mistake"
    TYPED_IN = "typed-in values"
    CONSTANT = "constant answer"
    STUB = "touched stub"
    BORROWED = "another's work"
    RESTYLED = "restyled"


class Fate(StrEnum):
    """What came of a variant.

    CAUGHT    wrong, and loses points for it
    SLIPS     wrong, and keeps points that it should not have
    EQUAL     as right as the reference, as many random inputs say
    UNPROVED  keeps full marks, and nothing but the question's own script could tell it from the reference
    KEPT      a right one that keeps its points
    LOST      a right one that loses points
    OTHER     meant to be right, and computes something else here
    """

    CAUGHT = "caught"
    SLIPS = "slips"
    EQUAL = "equal"
    UNPROVED = "unproved"
    KEPT = "kept"
    LOST = "lost"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Variant:
    """Another text for a question's answer cell. `name` tells what was done, for people."""

    made: Made
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A variant that a course should be mended for: what it is, the items concerned, and why that is wrong."""

    made: Made
    name: str
    items: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Audited:
    """A question audited: how many variants of each make came to each fate, what to mend, what was left open.

    `known` counts the bank's mistakes of this question; `seconds` is by the clock.
    """

    assignment: str
    question: str
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    unproved: tuple[str, ...] = ()
    known: int = 0
    seconds: float = 0.0

    def count(self, fate: Fate) -> int:
        """How many variants came to that."""
        return sum(of.get(fate, 0) for of in self.counts.values())

    @property
    def wrong(self) -> int:
        """How many wrong variants were tried."""
        return sum(n for made, of in self.counts.items() if made != Made.RESTYLED for n in of.values())
