"""What still stands of what was run: of each cell the last run, of each name the run that made it last.

It says, too, which question a cell answers.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from autograder.model.question import Question
from autograder.notebook.code import code
from autograder.selfcheck.runs import Run


@dataclass(frozen=True, slots=True)
class Standing:
    """What still stands of some runs, for a question.

    cells   their sources in order; of what was run again or deleted since, calls of check alone
    stale   the names that come of a run which no longer stands
    answer  the run that answers the question, where one does
    """

    cells: tuple[str, ...]
    stale: frozenset[str]
    answer: Run | None


def standing(runs: Sequence[Run], question: Question, checked: Sequence[frozenset[str]]) -> Standing:
    """What stands; `checked` are the questions that each run checks."""
    again, answered, beyond, answer = set[str | None](), set[str](), False, None
    gone: list[bool] = []
    others = foreign(runs, question, checked)
    for run, names, other in reversed([*zip(runs, checked, others, strict=True)]):
        beyond = beyond or bool(names - {question.id})
        own = frozenset() if other or (beyond and run.cell is None) else answers(question, run.source)
        gone.insert(0, run.deleted or (run.cell in again if run.cell else bool(own & answered)))
        if own and not gone[0]:
            answer = answer or run
            answered |= own & {*question.given, question.target, question.partner}
        again.add(run.cell)
    told = zip(runs, gone, checked, strict=True)
    sources = tuple(_calls(own) if past else run.source for run, past, own in told)
    return Standing(sources, _stale(runs, gone, question), answer)


def told_apart(runs: Sequence[Run], question: Question, checked: Sequence[frozenset[str]]) -> tuple[Run, ...]:
    """The runs, where a client does not say which cell it runs: what is run between two checks of a question is run for that question,
    and where it is nearly what was run before, it is that cell, changed; but for what answers the question with plain variables, which
    many questions share: the last such run stands for itself."""
    known, began, last = list(runs), 0, False
    for at, names in enumerate(checked):
        if not names:
            continue
        for again in range(began, at) if last and question.id in names else ():
            source = known[again].source
            itself = question.given and code(source).parses and answers(question, source)
            before = None if itself or known[again].cell else _likest(source, known[:again])
            if before is not None:
                cell = known[before].cell or f"run {before}"
                known[before], known[again] = (replace(known[one], cell=cell) for one in (before, again))
        began, last = at + 1, last or question.id in names
    return tuple(known)


ALIKE = 0.8
"""Of two texts, the share of words and signs from which on one is taken for the other, changed."""


def _likest(source: str, runs: Sequence[Run]) -> int | None:
    """The last of the runs that are most like a source, among those of a client that says no cells; None where none is alike."""
    best, found, words = ALIKE, None, _WORDS.findall(source)
    for at, run in enumerate(runs):
        if run.cell is None or run.cell.startswith("run "):
            same = run.source == source
            ratio = 1.0 if same else SequenceMatcher(None, _WORDS.findall(run.source), words, False).ratio()
            best, found = (ratio, at) if ratio >= best else (best, found)
    return found


_WORDS = re.compile(r"\w+|\S")


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
    return frozenset(one for one in wanted if re.search(_SETS.format(re.escape(one)), source, re.MULTILINE))


_SETS = r"^[ \t]*+(?:(?:class|def)\s+{0}\b|{0}\s*[-+*/]?=(?!=))"
"""How a line begins that sets a name, in a source that cannot be read as a whole."""
