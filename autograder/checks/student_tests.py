"""`student_tests`: the tests that a student wrote, run against right implementations and wrong ones.

    {check: student_tests, points: 3}      with `implementations: mistakes_square.py` in the question

Score: the share of wrong implementations that are caught; nothing when a right one is refused. Each run has a child of
its own that answers no other question; the order is random, nothing tells which implementation it is, and a wrong one
counts as caught only if it is caught in every one of several shuffled runs.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.host.prober import Prober
from autograder.model.errors import CourseError
from autograder.model.message import Message
from autograder.model.question import Question, RubricItem, Text
from autograder.model.trial import RIGHT, Answered, Answerer, Trial, Verdict
from autograder.numbers.draw import Draw
from autograder.sandbox.protocol import Asked, Probe, Reply, Request

RUNS = 2
LEAST_WRONG = 12

_HEADING = re.compile(r"^# %% (right|wrong)(?:: (.*))?$", re.MULTILINE)
_OTHER_LANGUAGE = re.compile(r"(?:^| \| )([a-z]{2,3}(?:-\w+)?): ")


@dataclass(frozen=True, slots=True)
class Implementation:
    """What is put in the place of the student's own: its source, and what is wrong with it (None: right)."""

    source: str
    fault: Text | None


def plan(question: Question, reference: Answerer, draw: Draw) -> tuple[Trial, ...]:
    """A trial for each run of each implementation, in random order. Raises CourseError for a bad file of them."""
    path = reference.path.parent / str(question.options.get("implementations"))
    found = load_implementations(path)
    trials = []
    for run in range(RUNS):
        for at in draw.rng.permutation(len(found)):
            seed = int(draw.rng.integers(1 << 30))
            probe = Probe({"order": seed}, (("ran", "run_tests(order)"),))
            one = found[int(at)]
            facts = {"fault": one.fault, "source": one.source, "number": int(at), "seed": seed}
            trials.append(Trial(f"implementation {at}, run {run + 1}", probe, ((1, 0),), facts=facts))
    return tuple(trials)


def load_implementations(path: Path) -> tuple[Implementation, ...]:
    """Read the percent cells of a file. Raises CourseError unless there are right ones and enough wrong ones."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise CourseError(path, 0, "the implementations that tests are run against are missing") from error
    headings = list(_HEADING.finditer(text))
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    found = []
    for heading, end in zip(headings, ends, strict=True):
        fault = _fault(heading[2] or "") if heading[1] == "wrong" else None
        if fault is not None and not fault["en"]:
            line = text.count("\n", 0, heading.start()) + 1
            raise CourseError(path, line, "say what is wrong: # %% wrong: in English | ko: 한국어로")
        found.append(Implementation(text[heading.end() : end].strip("\n"), fault))
    wrong = sum(one.fault is not None for one in found)
    if wrong < LEAST_WRONG or wrong == len(found):
        raise CourseError(
            path, 0, f"{len(found) - wrong} right and {wrong} wrong: at least 1 and {LEAST_WRONG} are needed"
        )
    return tuple(found)


def _fault(heading: str) -> Text:
    """What is wrong, by language: `in English | ko: 한국어로 | ja: 日本語で`. A text without its language is Korean."""
    english, _, others = heading.partition(" | ")
    plain, *marked = _OTHER_LANGUAGE.split(others)
    korean = {"ko": plain.strip()} if plain.strip() else {}
    return {"en": english.strip(), **korean, **dict(zip(marked[::2], marked[1::2], strict=True))}


def ask(
    trials: Sequence[Trial],
    question: Question,
    reference: Answerer,
    cells: Sequence[str],
    after: int,
    prober: Prober,
) -> tuple[Answered, ...]:
    """Run the student's tests in a child for each trial, until a right implementation is refused.

    Where the student's own framework makes the tests fail, the reference's takes its place. Right and wrong ones come
    mixed, in an order of this submission's own: a child can count those before it (process ids do), and must not learn
    from its place what it is run against.
    """
    own = tuple(cells[: after + 1])
    framework = _framework(question, reference)
    order = list(trials)
    random.Random(repr(([trial.facts["seed"] for trial in trials], own))).shuffle(order)
    for base in ((), framework):
        answered: list[Answered] = []
        for trial in order:
            answered.append(_run(trial, own, base, prober))
            if trial.facts["fault"] is None and not _passed(answered[-1]):
                break
        else:
            break
    return tuple(answered)


def _framework(question: Question, reference: Answerer) -> tuple[str, ...]:
    """The reference's cells before the question: what the tests stand on."""
    return reference.before(question.id)


def _run(trial: Trial, own: tuple[str, ...], base: tuple[str, ...], prober: Prober) -> Answered:
    cells = (*own, *base, trial.facts["source"])
    asked = Asked("tests", 0, len(cells) - 1, (), (trial.probe,))
    heard = prober.ask(Request(cells, (asked,), seed=trial.facts["seed"]))
    replies = heard.replies.get("tests", (Reply((None,)),))
    return Answered(trial, replies[0])


def _counts(answered: Answered) -> tuple[int, int]:
    """How many tests ran and how many of them failed; a child that died or hung counts as a failed run."""
    (seen,) = answered.reply.observations
    if (
        isinstance(seen, tuple)
        and len(seen) == 2
        and all(type(number) is int and number >= 0 for number in seen)
    ):
        return seen
    return (1, 1) if seen is None else (0, 0)


def _passed(answered: Answered) -> bool:
    ran, failed = _counts(answered)
    return ran > 0 and failed == 0


def judge(_item: RubricItem, _question: Question, answered: tuple[Answered, ...], _: Answerer) -> Verdict:
    """The share of wrong implementations that every run catches; zero when a right one is refused."""
    right = [one for one in answered if one.trial.facts["fault"] is None]
    if not any(_counts(one)[0] for one in right):
        return Verdict(0.0, Message("tests_none"))
    if not all(_passed(one) for one in right):
        return Verdict(0.0, Message("tests_refuse_right"))
    outcomes: dict[int, list[bool]] = {}
    faults: dict[int, Text] = {}
    for one in answered:
        if one.trial.facts["fault"] is not None:
            number = one.trial.facts["number"]
            outcomes.setdefault(number, []).append(not _passed(one))
            faults[number] = one.trial.facts["fault"]
    missed = [number for number, caught in sorted(outcomes.items()) if not all(caught)]
    if not missed:
        return RIGHT
    share = 1 - len(missed) / len(outcomes)
    values = {"caught": len(outcomes) - len(missed), "all": len(outcomes), "fault": faults[missed[0]]}
    return Verdict(share, Message("tests_missed", values), answered[0].trial.name)
