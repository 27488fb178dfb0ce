"""How a run shows itself while it goes on: a bar on a terminal, a line now and then elsewhere, JSON lines for scripts."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TextIO

from autograder.grading.progress import Done, Outcome, Progress, Running
from autograder.model.message import Told, tell
from autograder.words.clean import clean
from autograder.words.messages import retold

SLOW = 5.0
"""Seconds after which it is said who is running."""
STEP = 10.0
"""Seconds between two lines where there is no terminal."""


@dataclass
class Count:
    """Submissions done of all, with how many of them were made now and how many have no result, since `began`."""

    total: int
    done: int = 0
    fresh: int = 0
    ungraded: int = 0
    began: float = field(default_factory=time.monotonic)
    lang: str = "en"

    def add(self, done: Done) -> None:
        """Count one."""
        self.done += 1
        self.fresh += done.fresh
        self.ungraded += done.status != "graded"

    @property
    def rate(self) -> float:
        """Records made a second."""
        return self.fresh / max(time.monotonic() - self.began, 1e-3)

    @property
    def left(self) -> float | None:
        """Seconds that the rest will take; None where nobody can tell yet."""
        return (self.total - self.done) / self.rate if self.fresh else None

    def __str__(self) -> str:
        return ", ".join(retold(part, self.lang) for part in self._parts())

    def _parts(self) -> Iterator[Told]:
        yield tell("{done} of {total}", done=self.done, total=self.total)
        if self.fresh:
            yield tell("{rate:.1f} a second", rate=self.rate)
        left = self.left
        if left is not None and self.done < self.total:
            yield tell("{time} left", time=_clock(left))
        if self.ungraded:
            yield tell("{count} without a result", count=self.ungraded)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@contextmanager
def shown(
    total: int, *, quiet: bool = False, lines: TextIO | None = None, log: Path | None = None, lang: str = "en"
) -> Iterator[Progress]:
    """A Progress that shows itself: on the terminal, as JSON `lines`, or not at all when `quiet`; and in a `log` file."""
    count = Count(total, lang=lang)
    with ExitStack() as stack:
        faces: list[Progress | Lines | Events] = []
        if log:
            log.parent.mkdir(parents=True, exist_ok=True)
            faces.append(Events(count, stack.enter_context(log.open("a", encoding="utf-8", buffering=1))))
        if lines:
            faces.append(Events(count, lines))
        elif not quiet:
            faces.append(stack.enter_context(_bar(count)) if sys.stderr.isatty() else Lines(count))
        yield _together(count, faces)
        for one in faces:
            if isinstance(one, Events):
                one.finished()


def _together(count: Count, faces: Sequence[Progress | Lines | Events]) -> Progress:
    def done(one: Done) -> None:
        count.add(one)
        for face in faces:
            face.done(one)

    def started(level: str, layers: Sequence[str]) -> None:
        count.began = time.monotonic()  # nothing could be graded before
        for face in faces:
            face.started(level, layers)

    def running(who: Running) -> None:
        for face in faces:
            face.running(who)

    return Progress(started, done, running)


def slow(who: Running, lang: str) -> str:
    """Those that have been running for some seconds, in words; empty where there are none."""
    names = [f"{clean(student)} ({seconds:.0f} s)" for student, seconds in who if seconds >= SLOW]
    return retold(tell("running: {names}", names=", ".join(names)), lang) if names else ""


def protection_line(level: str, layers: Sequence[str], lang: str) -> str:
    """What protects, as every run says it first."""
    by = ", ".join(layers) or tell("nothing")
    return retold(tell("PROTECTION: {level} ({layers})", level=level, layers=by), lang)


@dataclass
class Lines:
    """Plain lines on standard error: every ten seconds, every tenth of the class, and at the end."""

    count: Count
    said: float = field(default_factory=time.monotonic)

    def started(self, level: str, layers: Sequence[str]) -> None:
        """Say what protects."""
        print(protection_line(level, layers, self.count.lang), file=sys.stderr)

    def done(self, _: Done) -> None:
        """Say how far it is, now and then."""
        step = max(self.count.total // 10, 25)
        over = self.count.done == self.count.total
        if self.count.fresh and (self.count.done % step == 0 or over):
            self.say()

    def running(self, who: Running) -> None:
        """Say how far it is and who is running, where nothing was said for a while."""
        if time.monotonic() - self.said >= STEP:
            self.say(slow(who, self.count.lang))

    def say(self, more: str = "") -> None:
        """How far it is."""
        self.said = time.monotonic()
        print("; ".join(filter(None, (str(self.count), more))), file=sys.stderr)


@dataclass
class Events:
    """A JSON object a line: what happened, when, and how far it is."""

    count: Count
    stream: TextIO

    def started(self, level: str, layers: Sequence[str]) -> None:
        """The beginning."""
        self.say("started", total=self.count.total, protection=level, layers=list(layers))

    def done(self, one: Done) -> None:
        """A record."""
        count = self.count
        left = None if count.left is None else round(count.left, 1)
        far = {"done": count.done, "of": count.total, "ungraded": count.ungraded}
        self.say("done", **asdict(one), **far, rate=round(count.rate, 2), left=left)

    def running(self, who: Running) -> None:
        """Those that take long."""
        told = {student: round(seconds, 1) for student, seconds in who if seconds >= SLOW}
        if told:
            self.say("running", students=told)

    def finished(self) -> None:
        """The end of a run that was not stopped."""
        count = self.count
        self.say("finished", done=count.done, made=count.fresh, ungraded=count.ungraded)

    def say(self, event: str, **more: object) -> None:
        """Write one line."""
        now = datetime.now().astimezone().isoformat(timespec="milliseconds")
        self.stream.write(json.dumps({"event": event, "at": now, **more}) + "\n")
        self.stream.flush()


@contextmanager
def _bar(count: Count) -> Iterator[Progress]:
    """A bar on the terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as RichBar

    what, more = TextColumn(retold(tell("grading"), count.lang)), TextColumn("{task.description}")
    columns = (what, BarColumn(), MofNCompleteColumn(), more)
    with RichBar(*columns, transient=True) as bar:
        task, who_runs = bar.add_task("", total=count.total), ""

        def started(level: str, layers: Sequence[str]) -> None:
            bar.console.print(protection_line(level, layers, count.lang), highlight=False)

        def show() -> None:
            far = str(count).partition(", ")[2]
            description = "; ".join(filter(None, (far, who_runs)))
            bar.update(task, completed=count.done, description=description)

        def running(who: Running) -> None:
            nonlocal who_runs
            who_runs = slow(who, count.lang)
            show()

        yield Progress(started, lambda _: show(), running)


def profile(outcome: Outcome) -> list[str]:
    """What the time of the workers was spent on, as a table: milliseconds a submission, and the share of all."""
    whole = sum(outcome.spent.values()) or 1.0
    rows = [f"{'':12} {'ms each':>8} {'share':>6}"]
    for what, seconds in outcome.spent.items():
        rows.append(f"{what:12} {1e3 * seconds / max(outcome.made, 1):8.2f} {seconds / whole:6.1%}")
    return rows
