"""What still stands of what was run: of each cell the last run, of each name the run that made it last, and which question a cell answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.model.question import Question
from autograder.notebook.code import code
from autograder.selfcheck.runs import Run


@dataclass(frozen=True, slots=True)
class Standing:
    """What still stands of some runs for a question: the sources in their order, nothing but calls of check for what was run again or deleted
    since; the names that come of a run which no longer stands; and the run that answers the question, where one does."""

    cells: tuple[str, ...]
    stale: frozenset[str]
    answer: Run | None


def standing(runs: Sequence[Run], question: Question, checked: Sequence[frozenset[str]]) -> Standing:
    """What stands; `checked` are the questions that each run checks."""
    gone, others = [run.deleted for run in runs], foreign(runs, question, checked)
    again, answered, beyond, answer = set[str](), set[str](), False, None
    for at in range(len(runs) - 1, -1, -1):
        run = runs[at]
        beyond = beyond or bool(checked[at] - {question.id})
        apart = others[at] or (beyond and run.cell is None)
        own = frozenset() if apart else answers(question, run.source)
        gone[at] = gone[at] or (run.cell in again if run.cell else bool(own & answered))
        if not gone[at]:
            answer = answer or (run if own else None)
            answered |= own & {*question.given, question.target, question.partner}
        if run.cell:
            again.add(run.cell)
    sources = tuple(
        _calls(own) if past else run.source for run, past, own in zip(runs, gone, checked, strict=True)
    )
    return Standing(sources, _stale(runs, gone, question), answer)


def _stale(runs: Sequence[Run], gone: Sequence[bool], question: Question) -> frozenset[str]:
    """The names whose last maker no longer stands; where nobody knows the cells, those of the question alone."""
    wanted = {*question.asked, question.target, question.partner}
    last = {name: at for at, run in enumerate(runs) for name in run.made}
    return frozenset(name for name, at in last.items() if gone[at] and (runs[at].cell or name in wanted))


def foreign(runs: Sequence[Run], question: Question, checked: Sequence[frozenset[str]]) -> list[bool]:
    """Which runs answer another question of plain variables: those of the cells that its check found first."""
    owners: dict[str, frozenset[str]] = {}
    sources = [run.source for run in runs]
    for at, names in enumerate(checked if question.given else ()):
        found = nearest(question, sources, at + 1, checked, names) if names else None
        if found is None or not code(sources[found]).names & {*question.asked}:
            continue
        cell = runs[found].cell
        has_one = any(one.cell and not one.deleted and names & owners.get(one.key, set()) for one in runs)
        if not cell or not has_one:  # whoever has a cell takes no other
            owners.setdefault(runs[found].key, names)
    return [question.id not in owners.get(run.key, {question.id}) for run in runs]


def nearest(
    question: Question,
    sources: Sequence[str],
    end: int,
    checked: Sequence[frozenset[str]],
    own: frozenset[str],
) -> int | None:
    """The last run before an end that answers the question, no further back than a check of others than its `own`."""
    for at in range(end - 1, -1, -1):
        if checked[at] - own:
            return None
        if answers(question, sources[at]):
            return at
    return None


def _calls(checked: frozenset[str]) -> str:
    """What is left of a run that counts no more: the checks, which say where a question ended."""
    return "\n".join(f'check("{name}")' for name in sorted(checked))


def answers(question: Question, source: str) -> frozenset[str]:
    """The names by which a source answers a question: its inputs, what is asked for, its target."""
    names = {*question.given, *(question.asked if question.given else ()), question.target, question.partner}
    wanted = frozenset(name for name in names if name)
    if code(source).parses:
        return wanted & code(source).names
    return frozenset(
        name for name in wanted if re.search(_SETS.format(re.escape(name)), source, re.MULTILINE)
    )


_SETS = r"^[ \t]*+(?:(?:class|def)\s+{0}\b|{0}\s*[-+*/]?=(?!=))"
"""How a line begins that sets a name, in a source that cannot be read as a whole."""
