"""What is fed with anything at all: each target takes bytes and raises only where a promise is broken.

A frame goes to the decoder, a stream to the end that listens to a child, a file to the readers of notebooks, of course.yml and of
archives, and what a child could have answered to all that the trusted side makes of it.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from math import inf
from pathlib import Path
from typing import Any, cast

from autograder.checks.student_tests import Run
from autograder.course.load import load_course
from autograder.diagnosis import make_diagnosis
from autograder.fitting.fit import fit
from autograder.grading.grader import Grader
from autograder.grading.intake.archive import Unpacker
from autograder.grading.intake.submission import Submission
from autograder.grading.record import make_record
from autograder.grading.store import record_text
from autograder.host.child import Heard
from autograder.host.names import Names
from autograder.host.prober import Prober
from autograder.host.server import Forked
from autograder.model.answer_key import AnswerKey
from autograder.model.errors import CourseError, UnreadableSubmission
from autograder.model.outcome import Outcome
from autograder.model.question import Limits
from autograder.model.spent import Spent
from autograder.notebook.cells import notebook_cells, script_cells
from autograder.notebook.handed_in import decode_text
from autograder.reference.answer_key import make_answer_key
from autograder.report.student_page import write_feedback
from autograder.sandbox.codec import ProtocolError
from autograder.sandbox.protocol import (
    Asked,
    Probe,
    Reply,
    Request,
    Tested,
    checked_errors,
    checked_reply,
    checked_test,
    decode,
    encode,
)
from autograder.sandbox.remote.exam import Exam, Paper
from autograder.sandbox.remote.examining import Judge
from autograder.sandbox.remote.link import Ended

ROOT = Path(__file__).parents[2]
CORPUS = Path(__file__).parent / "corpus"
MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Target:
    """`run` takes anything; with `megabytes` beyond what the bytes themselves take it must do."""

    name: str
    run: Callable[[bytes], None]
    megabytes: int

    @property
    def kept(self) -> list[Path]:
        """The evil inputs that are kept."""
        return sorted((CORPUS / self.name).iterdir())


def decoder(data: bytes) -> None:
    """A frame is plain data, a reply to what was asked, exceptions: or a ProtocolError."""
    with contextlib.suppress(ProtocolError):
        value = decode(data)
        names = Names(REQUEST)
        with contextlib.suppress(ProtocolError):
            for error in checked_errors(value):
                names.raised(error)
        reply = checked_reply(value, PROBE)
        for observation in reply.observations:
            names.seen(observation)


PROBE = Probe({"x": 0.5}, (("out", "f(x)"), ("back", "g(x)")))
REQUEST = Request(("f = g = None",), (Asked("a", 0, 0, (), (PROBE,)), Asked("b", 0, 0, (), (PROBE, PROBE))))


def child(data: bytes) -> None:
    """Whatever a child writes until it ends, whoever listens comes back with what was heard and with how it failed."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.settimeout(0)
        with contextlib.suppress(BlockingIOError):
            theirs.sendall(data)
        theirs.shutdown(socket.SHUT_WR)
        heard = Heard()
        loss = Forked(ours, _ended(), 1.0).listen(REQUEST, heard, Limits(), inf)
        assert loss is None or loss.how in Outcome
        assert set(heard.replies) <= {"a", "b"}
        assert set(heard.cells) <= {0}


@cache
def _ended() -> int:
    """The pidfd of a process that has ended."""
    process = subprocess.Popen(["true"])
    pidfd = os.pidfd_open(process.pid)
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    process.returncode = 0
    return pidfd


def notebook(data: bytes) -> None:
    """A file is cells, which are fitted to any assignment, or an UnreadableSubmission in one line."""
    text = decode_text(data)
    for read in (notebook_cells, script_cells):
        try:
            cells = tuple(read(text))
        except UnreadableSubmission as error:
            in_one_line(error)
            continue
        for questions in _questions():
            fit(questions, cells)


@cache
def _questions() -> tuple[Any, ...]:
    return tuple(assignment.questions for assignment in load_course(ROOT).assignments)


def course(data: bytes) -> None:
    """A course.yml is a course, or a CourseError in one line."""
    folder = _course_folder()
    (folder / "course.yml").write_bytes(data)
    try:
        load_course(folder)
    except CourseError as error:
        in_one_line(error)


def archive(data: bytes) -> None:
    """An archive is pieces, each of which can be taken or says in a line why not, and is written nowhere but in our own folder."""
    with tempfile.TemporaryDirectory(dir=_folder()) as scratch:
        path, out = Path(scratch) / "in.zip", Path(scratch) / "out"
        path.write_bytes(data)
        out.mkdir()
        for piece in Unpacker(out).pieces(path, ("in.zip",)):
            assert "\n" not in piece.why
            assert piece.why or piece.path.resolve().is_relative_to(out.resolve())
        assert {one.name for one in Path(scratch).iterdir()} == {"in.zip", "out"}


def in_one_line(error: Exception) -> None:
    """What people read of a file that cannot be read. Raises AssertionError where it is more than a line."""
    assert "\n" not in str(error)


@cache
def _folder() -> Path:
    """A folder of this process's own, which goes when it ends."""
    folder = tempfile.mkdtemp(prefix="fuzz-")
    atexit.register(shutil.rmtree, folder)
    return Path(folder)


@cache
def _course_folder() -> Path:
    """A folder whose course.yml is overwritten each time, beside solutions to what the kept ones ask."""
    folder = _folder()
    for assignment in ("ps1", "ps2"):
        (folder / "solutions" / assignment).mkdir(parents=True)
    first = ROOT / "solutions" / "ps1" / "computational_graphs.ipynb"
    (folder / "solutions" / "ps1" / "first.ipynb").write_bytes(first.read_bytes())
    gates = ROOT / "solutions" / "ps2" / "gates.ipynb"
    (folder / "solutions" / "ps2" / "gates.ipynb").write_bytes(gates.read_bytes())
    return folder


ASSIGNMENTS = ("ps2", "ps3", "ps4", "ps1")


def judge(data: bytes) -> None:
    """Whatever a child answers in the right form, there is a record, and a page.

    The frame holds the number of an assignment, how units ended, exceptions by cell, and for each question by its place a
    map for each trial: what is answered at a step, by its place, instead of the right answer.
    """
    try:
        said = Said(decode(data))
    except ProtocolError:
        return
    grader = _grader(ASSIGNMENTS[said.assignment % len(ASSIGNMENTS)])
    stub = cast("Stub", grader.prober)
    stub.said = said
    key = grader.key
    graded = grader.grade(key.reference.cells)
    submission = Submission(
        "ada", (ROOT / "solutions" / key.assignment.id / f"{key.assignment.notebook}.ipynb",)
    )
    record = make_record(submission, key.assignment, graded, lang="en", protection="full")
    record_text(record).encode()
    assert 0.0 <= cast("float", record["score"]) <= record["max_score"]
    if not any((said.replies, said.cells, said.ends)):
        assert record["score"] == record["max_score"]
    write_feedback(record, key.assignment, "en", _folder() / "page.html")


@dataclass
class Said:
    """A frame of the `judge` target, as far as it has the form; what has not is left out."""

    value: Any
    assignment: int = 0
    ends: Mapping[str, Any] = field(default_factory=dict)
    cells: Mapping[str, Any] = field(default_factory=dict)
    replies: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        parts = self.value if type(self.value) is tuple else (self.value,)
        number, ends, cells, replies = (*parts, 0, {}, {}, {})[:4]
        self.assignment = number if type(number) is int else 0
        self.ends, self.cells, self.replies = (
            one if type(one) is dict else {} for one in (ends, cells, replies)
        )


class Stub:
    """Answers every request as a child that is right everywhere, but for what is `said`."""

    protection = "full"

    def __init__(self, key: AnswerKey) -> None:
        self.key, self.spent, self.said = key, Spent(), Said(())
        trials = (trial for one in key.questions.values() for _, trials in one.apart for trial in trials)
        self.runs = {trial.source: trial.right for trial in trials if isinstance(trial, Run)}

    @contextmanager
    def submission(self) -> Iterator[None]:
        """No budget."""
        yield

    def ask(self, request: Request, threads: int = 0, lighter: object = None, exam: object = None) -> Heard:
        """What such a child would be heard to say. Raises nothing: what a decoder refuses is a crash."""
        heard, names = Heard(cpu=0.1), Names(request)
        for place, asked in enumerate(request.asked):
            how = self.said.ends.get(str(place))
            if type(how) is int:
                heard.silent[asked.question] = (Outcome.TIMEOUT, Outcome.CRASHED, Outcome.MEMORY)[how % 3]
                continue
            try:
                heard.replies[asked.question] = self._replies(place, asked, request, names)
            except ProtocolError:
                heard.silent[asked.question] = Outcome.CRASHED
        for index in range(len(request.cells)):
            with contextlib.suppress(ProtocolError):
                errors = checked_errors(self.said.cells.get(str(index), ()))
                heard.cells[index] = tuple(map(names.raised, errors))
        return heard

    def _replies(self, place: int, asked: Asked, request: Request, names: Names) -> tuple[Reply, ...]:
        wrong = self.said.replies.get(str(place), ())
        wrong = wrong if type(wrong) is tuple else (wrong,)
        replies = []
        for at, (probe, right) in enumerate(zip(asked.probes, self._right(asked, request), strict=True)):
            here = wrong[at] if at < len(wrong) else {}
            here = here if type(here) is dict else {}
            observations = tuple(here.get(str(step), answer) for step, answer in enumerate(right))
            reply = checked_reply(Reply(observations), probe)
            replies.append(replace(reply, observations=tuple(map(names.seen, reply.observations))))
        return tuple(replies)

    def _right(self, asked: Asked, request: Request) -> Sequence[tuple[Any, ...]]:
        """The right answers to what is asked; of tests, that they fail where they should; where that is not all that a
        question is asked, a number a step."""
        if request.cells[-1] in self.runs:
            return [((1, 0 if self.runs[request.cells[-1]] else 1),)]
        key = self.key.questions.get(asked.question.partition(" ")[0])
        trials = key.asked if key else ()
        if [trial.probe.steps for trial in trials] == [probe.steps for probe in asked.probes]:
            return [trial.answers for trial in trials]
        return [(1.0,) * len(probe.steps) for probe in asked.probes]


@cache
def _grader(assignment: str) -> Grader:
    every = load_course(ROOT)
    key = make_answer_key(every, every.assignment(assignment), b"fuzz")
    return Grader(key, cast("Prober", Stub(key)), make_diagnosis(key))


PAPER = Paper(
    "test",
    "x = [1, 2]\ny = f(x)\nassert y == 4\nobject = C(x)\nassert object.a is x and object.b[0] == 1\nfor item in g(lambda v: v):\n    assert item\n"
    "try:\n    f('a')\nexcept ValueError as error:\n    assert str(error)\n",
)
EXAM = Exam((Paper("", "", frozenset("fgC")), PAPER), streams=True)


def talk(data: bytes) -> None:
    """Whatever a student's process answers a test, something comes of the test and nothing is raised."""
    frames = iter(_split(data))

    def hear() -> bytes:
        for frame in frames:
            return frame
        raise Ended

    said: list[Tested] = []
    Judge(EXAM, lambda _: None, hear, recording=True).run(said.append)
    assert [one.name for one in said] == ["test"]
    assert checked_test(decode(encode(said[0])), "test") == said[0]


def _split(data: bytes) -> Iterator[bytes]:
    """Frames, each after its length; what is left of a length that is too much is one."""
    while data:
        length = int.from_bytes(data[:4], "little")
        yield data[4 : 4 + length]
        data = data[4 + length :]


TARGETS = (
    Target("decoder", decoder, 8),
    Target("child", child, 16),
    Target("notebook", notebook, 64),
    Target("course", course, 64),
    Target("archive", archive, 16),
    Target("judge", judge, 64),
    Target("talk", talk, 16),
)
BY_NAME: Mapping[str, Target] = {target.name: target for target in TARGETS}
