"""One question audited: every variant tried, and what it says of the rubric."""

import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest

from autograder.grading.audit.canonical import canonical
from autograder.grading.audit.cheats import cheats
from autograder.grading.audit.examine import Examined, Examiner
from autograder.grading.audit.mutation import Mutant, mutants
from autograder.grading.audit.restyle import restyled
from autograder.grading.audit.variant import Audited, Fate, Finding, Made, Variant
from autograder.model.question import Question, RubricItem
from autograder.reference.mistakes import Mistake
from autograder.reference.splice import splice
from autograder.words.messages import render


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is tried of a question: that many mutants at the most (None: all), cheats alone where `short`."""

    mutants: int | None = 40
    short: bool = False

    def of(self, examiner: Examiner) -> int | None:
        """How many mutants of one question: fewer where each of them takes many children."""
        return self.mutants and max(1, self.mutants // FEWER) if examiner.own.apart else self.mutants


FEWER = 8


def audited(examiner: Examiner, bank: Sequence[Mistake], effort: Effort) -> Audited:
    """The audit of one question. `bank` are the known mistakes of its assignment."""
    question, began = examiner.question, time.monotonic()
    known = [mistake for mistake in bank if mistake.question == question.id]
    counts: dict[str, Counter[str]] = {}
    findings: list[Finding] = []
    unproved: list[str] = []
    for variant in variants(examiner, known, effort):
        fate, finding = judged(variant, examiner)
        counts.setdefault(variant.made, Counter())[fate] += 1
        findings += [finding] if finding else []
        unproved += [variant.name] if fate is Fate.UNPROVED else []
    return Audited(
        examiner.key.assignment.id,
        question.id,
        {made: dict(of) for made, of in counts.items()},
        tuple(findings),
        tuple(unproved),
        len(known),
        time.monotonic() - began,
    )


def variants(examiner: Examiner, known: Sequence[Mistake], effort: Effort) -> Iterator[Variant]:
    """All that is tried: cheats, known mistakes, a sample of mutants, restylings."""
    question, source = examiner.question, examiner.key.reference.source(examiner.question.id)
    yield from cheats(examiner.own, source)
    if effort.short:
        return
    for mistake in known:
        text = splice(source, mistake.source, question.target)
        yield Variant(Made.KNOWN, f"{mistake.misconception} (mistakes.py:{mistake.line})", text)
    chosen = different(question, source, in_turns(list(mutants(source)), question.id))
    for mutant in islice(chosen, effort.of(examiner)):
        yield Variant(Made.MUTANT, mutant.name, mutant.source)
    yield from restyled(question, source)


def different(question: Question, source: str, every: Iterable[Mutant]) -> Iterator[Mutant]:
    """The mutants of a reference cell that say something else than it does, and than each other."""
    seen = {meaning(question, source)}
    for mutant in every:
        text = meaning(question, mutant.source)
        if text not in seen:
            seen.add(text)
            yield mutant


def meaning(question: Question, source: str) -> str:
    """The canonical text of an answer to a question; of plain variables only those asked for count."""
    asked = frozenset(name for item in question.rubric for name in item.of) if question.given else frozenset()
    return canonical(source, asked)


def in_turns(every: Sequence[Mutant], seed: str) -> list[Mutant]:
    """All of them in an order of chance that is always the same, one of each line after the other."""
    by_line: dict[str, list[Mutant]] = {}
    for mutant in every:
        by_line.setdefault(mutant.name.partition(" -> ")[0], []).append(mutant)
    luck = random.Random(seed)
    for line in by_line.values():
        luck.shuffle(line)
    rows = zip_longest(*by_line.values())
    return [mutant for row in rows for mutant in row if mutant is not None]


def judged(variant: Variant, examiner: Examiner) -> tuple[Fate, Finding | None]:
    """What came of a variant, and what is to be mended."""
    seen = examiner.examine(variant.source)
    if variant.made is Made.RESTYLED:
        return _of_right(variant, seen)
    if variant.made is Made.STUB:
        return _slips(variant, seen.kept, "it answers nothing") if seen.result.score else (Fate.CAUGHT, None)
    if not seen.full:
        return _slips(variant, seen.differs, "wrong at another draw") if seen.differs else (Fate.CAUGHT, None)
    if variant.made in WITHOUT_WORK and not all(item.options.get("constant") for item in seen.kept):
        return _slips(variant, seen.kept, WITHOUT_WORK[variant.made])
    return _of_survivor(variant, examiner.prove(variant.source), examiner.drawn)


WITHOUT_WORK = {
    Made.TYPED_IN: "the same numbers are right at all inputs that are asked",
    Made.BORROWED: "what is asked stands in the student's own cell; put it into a read-only one",
    Made.KNOWN: "a known mistake gets full points; change it, or the rubric",
}
"""What is wrong with full marks, whatever was computed."""


def _of_survivor(variant: Variant, proof: Examined, drawn: bool) -> tuple[Fate, Finding | None]:
    if not proof.full:
        return _slips(variant, proof.kept, "wrong at another draw of the same trials")
    if proof.differs or proof.beyond:
        return _slips(variant, proof.differs or proof.kept, proof.beyond or "wrong at another draw")
    return (Fate.EQUAL if drawn else Fate.UNPROVED), None


def _of_right(variant: Variant, seen: Examined) -> tuple[Fate, Finding | None]:
    if seen.full:
        return Fate.KEPT, None
    if not seen.substance:
        return Fate.OTHER, None
    lost = tuple(item for item, verdict in seen.result.verdicts if not verdict.passed)
    verdict = next(v for _, v in seen.result.verdicts if not v.passed)
    why = f"the same answer in other words loses points: {render(verdict.message)}"
    return Fate.LOST, Finding(variant.made, variant.name, labels(lost), why)


def _slips(variant: Variant, items: tuple[RubricItem, ...], why: str) -> tuple[Fate, Finding | None]:
    return Fate.SLIPS, Finding(variant.made, variant.name, labels(items), why)


def labels(items: Sequence[RubricItem]) -> tuple[str, ...]:
    """Rubric items as people name them: "gradient x, y"."""
    return tuple(f"{item.check} {', '.join(item.of)}".strip() for item in items)
