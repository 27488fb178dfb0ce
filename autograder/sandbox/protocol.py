"""What crosses the trust boundary: probes and cells in, observations out, as frozen data in a bounded binary form."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from autograder.sandbox.codec import Codec, ProtocolError

POLICY = struct.Struct("<III")
"""To the fork server, with a socket: memory (MB beyond start-up), CPU seconds, threads of the next child."""
STATUS = struct.Struct("<iddI")
"""From the fork server, of a child that has ended: wait status, user and system CPU seconds, peak memory (kB)."""

LOCKED = b"\x06"
"""The first byte of a child, said behind its walls and before it reads anything: what ends it earlier is not its code."""

FOUND = "__found__"
"""Read in a rerun: the inputs as the student's own cells set them, by name."""

MAX_ERRORS = 40
MAX_TEXT = 2_000
MAX_TOTAL = 32 * 1024 * 1024
"""Bytes that a child may say in all its frames together."""


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception of student code: type, where in the student's cells, and the identifier it speaks of.

    `message` is for the trusted side's diagnosis alone: it may hold hidden inputs and is never shown for probes.
    """

    type_name: str
    message: str = ""
    cell: int = -1
    line: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A step that could not be taken because one it needs had failed."""


@dataclass(frozen=True, slots=True)
class Tested:
    """What came of one test of an instructor's, by its name.

    how        "passed", "failed" (an assertion), "error" (another exception), "raised" (by the student's code), "refused" (an
               object stands where data is expected, or a bound is used up), "ended" (the student's process is no more)
    number     points, where the test's last line is a number
    line       of the test; `message` is its author's where students may read it, `type_name` that of an error
    """

    name: str
    how: str
    number: float | None = None
    line: int = 0
    message: str = ""
    type_name: str = ""
    raised: Raised | None = None

    @property
    def passed(self) -> bool:
        """Nothing was raised."""
        return self.how == "passed"


Observation = object
"""The answer to one step: plain data, Opaque, Raised or Skipped."""


@dataclass(frozen=True, slots=True)
class Probe:
    """One scripted conversation with student code.

    inputs   data by name; every use of a name in a step hands over a fresh copy
    steps    (name, expression) pairs, evaluated in order in the student's namespace; each gives one observation
    given    None: use the namespace as it is. A mapping: run the question's cells again first, with these values in
             place of the given inputs (an empty mapping: as the cells stand)
    reads    with `given`: names that must be assigned anew by the question's cells (older values are removed)
    """

    inputs: Mapping[str, Any] = field(default_factory=dict)
    steps: tuple[tuple[str, str], ...] = ()
    given: Mapping[str, Any] | None = None
    reads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """The answers to one probe: an observation a step, the steps that printed, the inputs each step changed."""

    observations: tuple[Observation, ...]
    printed: tuple[str, ...] = ()
    mutated: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """The probes of one question: asked after cell `after`; its work stands in cells `first` … `after`.

    `given` are the inputs of a plain-variable question; `aliases` pairs a name that the probes use with what it
    means in this notebook: the name that this student gave the same thing, or an expression that makes one of it.
    """

    question: str
    first: int
    after: int
    given: tuple[str, ...]
    probes: tuple[Probe, ...]
    aliases: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """All that a child is told: cells in order, the questions' probes, which cells or questions to leave out.

    `helpers` are names that the cells lack, with what they mean in `library`, a source: ("F.softmax", "softmax").
    Without `annotations` none is evaluated, as from Python 3.14 on: they may name what is not there. `lent` are the places
    of cells that are not the student's own: nothing of them may be repeated. The child is not told. `talks` are tests by name,
    each with the cell after which the child answers whoever judges it; `files` stand in its folder, by name.
    """

    cells: tuple[str, ...]
    asked: tuple[Asked, ...]
    skip_cells: tuple[int, ...] = ()
    skip_questions: tuple[str, ...] = ()
    seed: int = 0
    helpers: tuple[tuple[str, str], ...] = ()
    library: str = ""
    annotations: bool = True
    lent: tuple[int, ...] = ()
    talks: tuple[tuple[str, int], ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()


class Probes(tuple[Probe, ...]):
    """A question's probes, the same for all submissions: packed once (`requests.pack`), their words read once (`host.names`)."""

    packed: bytes | None = None
    words: frozenset[str] | None = None


_CODEC = Codec((Raised, Skipped, Reply, Tested))
encode = _CODEC.encode
"""What a child says as bytes: plain data, Raised, Skipped and Reply. Raises ProtocolError for anything that has no form."""
decode = _CODEC.decode
"""The value of one frame, or ProtocolError: nothing else, whatever the bytes are."""


def units(request: Request) -> Iterator[tuple[Literal["cell", "asked", "talk", "done"], int | str]]:
    """What a child does, in order: ("cell", index), ("asked", question) and ("talk", test) one by one, then ("done", -1)."""
    for index in range(len(request.cells)):
        if index not in request.skip_cells:
            yield "cell", index
        for asked in request.asked:
            if asked.after == index and asked.question not in request.skip_questions:
                yield "asked", asked.question
        for test, after in request.talks:
            if after == index:
                yield "talk", test
    yield "done", -1


def checked_reply(value: object, probe: Probe) -> Reply:
    """A decoded value as the Reply to `probe`: one observation a step, field types right. Raises ProtocolError.

    What the observations hold is looked through where their names are (`host.names`), in one walk.
    """
    if not isinstance(value, Reply):
        raise ProtocolError("no reply")
    said = value.observations, value.printed, value.mutated
    observations, printed, mutated = map(sequence, said)
    if len(observations) != len(probe.steps):
        raise ProtocolError("one observation a step is wanted")
    if not _are_texts(printed) or not all(len(p) == 2 and _are_texts(p) for p in map(sequence, mutated)):
        raise ProtocolError("no reply")
    for observation in observations:
        if type(observation) is Raised:
            _check_raised(observation)
    return value


HOW = frozenset(("passed", "failed", "error", "raised", "refused", "ended"))
"""What can come of a test."""


def checked_test(value: object, name: str) -> Tested:
    """A decoded value as what came of the test of that name. Raises ProtocolError."""
    if not isinstance(value, Tested) or value.name != name or value.how not in HOW:
        raise ProtocolError("no test")
    fine = type(value.number) in (float, type(None)) and type(value.line) is int
    fine = fine and _are_texts((value.message, value.type_name)) and len(value.message) <= MAX_TEXT
    if not fine or type(value.raised) not in (Raised, type(None)):
        raise ProtocolError("no test")
    if value.raised is not None:
        _check_raised(value.raised)
    return value


def checked_errors(value: object) -> tuple[Raised, ...]:
    """A decoded value as the exceptions of one cell. Raises ProtocolError."""
    errors = sequence(value)
    if len(errors) > MAX_ERRORS:
        raise ProtocolError("too many exceptions")
    for item in errors:
        if not isinstance(item, Raised):
            raise ProtocolError("no exception")
        _check_raised(item)
    return tuple([item for item in errors if isinstance(item, Raised)])


def _check_raised(value: Raised) -> None:
    texts: tuple[object, ...] = (value.type_name, value.message, value.name)
    numbers = type(value.cell) is type(value.line) is int
    if not numbers or not all(isinstance(text, str) and len(text) <= MAX_TEXT for text in texts):
        raise ProtocolError("no exception")


def sequence(value: object) -> tuple[object, ...]:
    """A decoded value that has to be a sequence. Raises ProtocolError."""
    if not isinstance(value, tuple):
        raise ProtocolError("no sequence")
    return value


def _are_texts(values: tuple[object, ...]) -> bool:
    return all(isinstance(value, str) for value in values)
