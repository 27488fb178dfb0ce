"""`student_tests`: the tests that a student wrote, run against right implementations and wrong ones.

    {check: student_tests, points: 3}      with `implementations: mistakes_square.py` in the question

Score: the share of faults that are caught; nothing when a right implementation is refused. Each run has a child of its own
that answers no other question; the order is random, the text is rewritten for the run (`plans/disguise`), and a fault
counts as caught only if it is caught in every one of several shuffled runs, in whatever style it comes.
"""

import ast
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from autograder.checks.plans.disguise import Disguise
from autograder.model.errors import CourseError
from autograder.model.kind import About, AskApart, Kind
from autograder.model.message import Message
from autograder.model.question import Question, RubricItem, Text
from autograder.model.trial import RIGHT, Answered, Answerer, Role, Step, Trial, Verdict
from autograder.numbers.draw import Draw
from autograder.sandbox.protocol import Asked, Probe, Reply, Skipped

RUNS = 2
"""How often the tests meet each right implementation and each fault, which is caught only if every run catches it."""
LEAST_WRONG = 12

_HEADING = re.compile(r"^# %% (right|wrong)(?:: (.*))?$", re.MULTILINE)
_OTHER_LANGUAGE = re.compile(r"(?:^| \| )([a-z]{2,3}(?:-\w+)?): ")


@dataclass(frozen=True, slots=True)
class Implementation:
    """What is put in the place of the student's own: its source, and what is wrong with it (None: right)."""

    source: str
    fault: Text | None


@dataclass(frozen=True, eq=False)
class Run(Trial):
    """One run of the student's tests, in an order drawn with `seed`: of a right implementation, or of one with a fault.

    `number` is the place of that right one, or of that fault, in the file; `text` the seed of how it is `disguised`.
    """

    implementation: Implementation = Implementation("", None)
    number: int = 0
    seed: int = 0
    disguised: Disguise | None = None
    text: int = 0

    @cached_property
    def source(self) -> str:
        """What runs: the implementation, rewritten when the first tests are run against it."""
        own = self.implementation.source
        return self.disguised.of(own, random.Random(self.text)) if self.disguised else own

    @property
    def right(self) -> bool:
        """The implementation is right: the tests must pass."""
        return self.implementation.fault is None


def _plan(question: Question, answerer: Answerer, draw: Draw) -> Iterator[Trial]:
    """A trial for each run of each right implementation and of each fault, in random order. Raises CourseError for a bad
    file of them."""
    if "implementations" not in question.options:
        what = "student_tests runs the tests against right and wrong implementations; add implementations: FILE.py"
        raise CourseError("course.yml", question.line, f"question {question.id}: {what}")
    path = answerer.path.parent / str(question.options["implementations"])
    found = load_implementations(path)
    right = tuple(one.source for one in found if one.fault is None)
    disguised = Disguise(right, tuple(one.source for one in found if one.fault is not None))
    styles = _styles(found)
    for run in range(RUNS):
        for at in map(int, draw.rng.permutation(len(styles))):
            one = styles[at][int(draw.rng.integers(len(styles[at])))]
            seed = int(draw.rng.integers(1 << 30))
            text = int(draw.rng.integers(1 << 60))
            step = Step("ran", "run_tests(order)")
            probe = Probe({"order": seed}, ((step.name, step.expression),))
            asked = f"implementation {at}, run {run + 1}", (step,), probe, (None,)
            yield Run(*asked, implementation=one, number=at, seed=seed, text=text, disguised=disguised)


def _styles(found: Sequence[Implementation]) -> list[list[Implementation]]:
    """Every right implementation by itself, and the wrong ones by their fault, in the order of the file."""
    styles: dict[object, list[Implementation]] = {}
    for at, one in enumerate(found):
        styles.setdefault(at if one.fault is None else one.fault["en"], []).append(one)
    return list(styles.values())


def load_implementations(path: Path) -> tuple[Implementation, ...]:
    """Read the percent cells of a file. Raises CourseError unless there are right ones and enough wrong ones."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise CourseError(path, 0, "the implementations that tests are run against are missing") from error
    headings = list(_HEADING.finditer(text))
    ends = [*(heading.start() for heading in headings), len(text)][1:]
    found = []
    for heading, end in zip(headings, ends, strict=True):
        fault = _fault(heading[2] or "") if heading[1] == "wrong" else None
        if fault is not None and not fault["en"]:
            line = text.count("\n", 0, heading.start()) + 1
            raise CourseError(path, line, "say what is wrong: # %% wrong: in English | ko: 한국어로")
        found.append(Implementation(_parsed(path, text, heading.end(), end), fault))
    wrong = sum(one.fault is not None for one in found)
    if wrong < LEAST_WRONG or wrong == len(found):
        raise CourseError(
            path, 0, f"{len(found) - wrong} right and {wrong} wrong: at least 1 and {LEAST_WRONG} are needed"
        )
    return tuple(found)


def _parsed(path: Path, text: str, start: int, end: int) -> str:
    """One cell of the file. Raises CourseError where it is no Python."""
    source = text[start:end].strip("\n")
    try:
        ast.parse(source)
    except SyntaxError as error:
        line = text.count("\n", 0, start) + 1 + (error.lineno or 0)
        raise CourseError(path, line, f"this implementation is no Python: {error.msg}") from error
    return source


def _fault(heading: str) -> Text:
    """What is wrong, by language: `in English | ko: 한국어로 | ja: 日本語で`. A text without its language is Korean."""
    english, _, others = f" {heading}".partition(" | ")
    plain, *marked = _OTHER_LANGUAGE.split(others)
    korean = {"ko": plain.strip()} if plain.strip() else {}
    return {"en": english.strip(), **korean, **dict(zip(marked[::2], marked[1::2], strict=True))}


def _ask(
    trials: Sequence[Trial], question: Question, answerer: Answerer, cells: Sequence[str], ask: AskApart
) -> tuple[Answered, ...]:
    """Run the student's tests in a child for each trial, until a right implementation is refused.

    Where the student's own framework makes the tests fail, the reference's takes its place. Right and wrong ones come
    mixed, in an order of this submission's own: a child can count those before it (process ids do), and must not learn
    from its place what it is run against.
    """
    own = tuple(cells)
    order = [trial for trial in trials if isinstance(trial, Run)]
    random.Random(repr(([run.seed for run in order], own))).shuffle(order)
    for base in ((), answerer.before(question.id)):
        answered: list[Answered] = []
        for run in order:
            sources = (*own, *base, run.source)
            reply = ask(sources, Asked("tests", 0, len(sources) - 1, (), (run.probe,)), run.seed)
            answered.append(Answered(run, reply or Reply((None,))))
            if _unasked(answered[-1]):
                return tuple(answered)
            if run.right and not _passed(answered[-1]):
                break
        else:
            break
    return tuple(answered)


def _counts(answered: Answered) -> tuple[int, int]:
    """How many tests ran and how many of them failed; a child that died or hung counts as a failed run."""
    (seen,) = answered.reply.observations
    if isinstance(seen, tuple) and [type(one) for one in seen] == [int, int] and min(seen) >= 0:
        return seen[0], seen[1]
    return (1, 1) if seen is None else (0, 0)


def _unasked(answered: Answered) -> bool:
    """There was no time left for this run."""
    return isinstance(answered.reply.observations[0], Skipped)


def _passed(answered: Answered) -> bool:
    ran, failed = _counts(answered)
    return ran > 0 and failed == 0


def _judge(_item: RubricItem, _question: Question, answered: tuple[Answered, ...], _: Answerer) -> Verdict:
    """The share of wrong implementations that every run catches; zero when a right one is refused, or not all were run."""
    if any(map(_unasked, answered)):
        return Verdict(0.0, Message("timeout_submission"))
    return _of_runs([(one.trial, one) for one in answered if isinstance(one.trial, Run)])


def _of_runs(runs: Sequence[tuple[Run, Answered]]) -> Verdict:
    right = [one for run, one in runs if run.right]
    if not any(_counts(one)[0] for one in right):
        return Verdict(0.0, Message("tests_none"))
    if not all(map(_passed, right)):
        return Verdict(0.0, Message("tests_refuse_right"))
    wrong = [(run, one) for run, one in runs if not run.right]
    missed = {run.number: run.implementation.fault for run, one in wrong if _passed(one)}
    if not missed:
        return RIGHT
    every = len({run.number for run, _ in wrong})
    caught = every - len(missed)
    values = {"caught": caught, "all": every, "fault": missed[min(missed)]}
    return Verdict(caught / every, Message("tests_missed", values), runs[0][0].name)


def _about(_: RubricItem) -> About:
    return Role.VALUE, None


KIND = Kind(
    plans={"": _plan},
    judge=_judge,
    about=_about,
    hidden=("implementations",),
    apart=_ask,
)
