"""Runs an instructor's tests against stand-ins of what a student wrote.

As nbgrader has it: a test cell that raises earns nothing, one whose last line is a number earns so many points, any other earns
all. A test that a student's process answered by changing data which the reference leaves alone is run a second time with the
changes taken over: it must hold either way.
"""

import ast
from collections.abc import Callable, Collection
from traceback import walk_tb
from typing import Any

import numpy as np

from autograder.sandbox.codec import ProtocolError
from autograder.sandbox.protocol import Tested
from autograder.sandbox.remote.exam import Exam, Paper
from autograder.sandbox.remote.link import Ended, Link
from autograder.sandbox.remote.operations import TO_TESTS
from autograder.sandbox.remote.raised import Refused
from autograder.sandbox.remote.sites import TEST, Sites
from autograder.sandbox.remote.standin import Remote, StandIns, number_of
from autograder.sandbox.remote.table import Table

MAX_MESSAGE = 500


class Judge:
    """One run of an exam. `send` and `receive` reach the student's process."""

    def __init__(
        self,
        exam: Exam,
        send: Callable[[bytes], None],
        receive: Callable[[], bytes],
        *,
        recording: bool = False,
    ) -> None:
        self.exam = exam
        stand_ins = StandIns(lambda text: self._refused(Refused(text)))
        table = Table(stand_ins.of, number_of, trusted=True)
        self.link = Link(send, receive, table, TO_TESTS, lambda _: (-1, 0))
        self.sites = Sites(set(exam.objects), set(exam.changing), recording)
        self.link.accepts, self.link.changed = self.sites.takes_over, self.sites.changed
        self.link.moves, self.link.streams = self.sites.moves, exam.streams
        self.link.allow = _allow
        stand_ins.ask = self._ask
        self.numbers = set(exam.numbers)
        self.beside = 0
        self.names = Names(self._ask_name, exam.both)
        self.named: set[int | None] = set()
        self.refusal: Refused | None = None

    def run(self, tell: Callable[[Tested], None]) -> None:
        """All papers in order; `tell` hears of each test. Ends where the student's process has ended."""
        for paper in self.exam.papers:
            result = self.sit(paper)
            if result is not None:
                tell(result)
                if result.how == "ended":
                    return

    def sit(self, paper: Paper) -> Tested | None:
        """Run one paper: what came of it, if it is a test that is asked for."""
        self.names.hand_over(paper.theirs)
        if not paper.name:
            self._beside(paper)
        return self._test(paper) if paper.name and paper.name not in self.exam.skipped else None

    def _beside(self, paper: Paper) -> None:
        """What tests stand on; what cannot be done here leaves its names undefined, which a test then says."""
        for statement in ast.parse(paper.source).body:
            self.beside += 1  # so that no two places are called the same
            try:
                self._execute([statement], f"beside {self.beside}")
            except (Ended, ProtocolError):
                return
            except BaseException:
                continue

    def _test(self, paper: Paper) -> Tested:
        try:
            self.sites.keeping, self.sites.kept = True, False
            result = self._once(paper)
            if result.passed and self.sites.kept:
                self.sites.keeping = False
                again = self._once(paper)
                if not again.passed or (again.number or 0.0) < (result.number or 0.0):
                    result = again
            if result.how != "ended":
                self.link.ask("end")
        except (Ended, ProtocolError, Refused, Exception):  # to the end of a test nothing else is an answer
            return Tested(paper.name, "ended")
        return result

    def _once(self, paper: Paper) -> Tested:
        self.link.messages, self.refusal, self.sites.first = 0, None, self.link.table.next
        self.names.begin()
        try:
            number = self._number(paper)
        except BaseException as error:
            result = self._failed(paper, error)
        else:
            result = Tested(paper.name, "passed", number=number)
        finally:
            self.names.running = False
        return result if result.how == "ended" else self._unless_refused(paper, result)

    def _unless_refused(self, paper: Paper, result: Tested) -> Tested:
        """What was refused on the way stays refused, whatever the test caught."""
        return self._failed(paper, self.refusal) if self.refusal is not None else result

    def _number(self, paper: Paper) -> float | None:
        """Run a test; the number that is its last line, as points, if there is one."""
        body = ast.parse(paper.source).body
        last = body[-1] if body else None
        body = body[:-1] if isinstance(last, ast.Expr) else body
        self._execute(body, paper.name)
        if not isinstance(last, ast.Expr):
            return None
        code = compile(ast.Expression(last.value), f"{TEST}{paper.name} value>", "eval", dont_inherit=True)
        value = eval(code, self.names)
        number = float(value) if isinstance(value, int | float | np.number | np.bool_) else None
        if self.sites.recording and number is not None and not isinstance(value, bool | np.bool_):
            self.numbers.add(paper.name)
        return (number or 0.0) if paper.name in self.numbers else None

    def _execute(self, body: list[ast.stmt], place: str) -> None:
        exec(compile(ast.Module(body, []), f"{TEST}{place}>", "exec", dont_inherit=True), self.names)

    def _failed(self, paper: Paper, error: BaseException) -> Tested:
        """What is said of a test that did not pass: of its own text only what its author lets students read."""
        line, theirs = _line(error, paper.name), getattr(error, "theirs", None)
        if isinstance(error, Ended | ProtocolError):
            return Tested(paper.name, "ended")
        if isinstance(error, Refused):
            said = str(error) if self.sites.recording else ""
            return Tested(paper.name, "refused", line=line, message=said)
        if theirs is not None:
            return Tested(paper.name, "raised", line=line, raised=theirs)
        fails = isinstance(error, AssertionError)
        said = _said(error) if paper.name in self.exam.shown and (fails or self.sites.recording) else ""
        said = said or visible(paper.source, line)
        how = "failed" if fails else "error"
        return Tested(paper.name, how, line=line, message=said, type_name=type(error).__name__[:80])

    def _ask(self, operation: str, *values: object) -> object:
        """An operation on an object of the student's, where a test may use one."""
        by_name = operation == "call" and number_of(values[0]) in self.named
        if not by_name and not self.sites.allows(operation):
            one = next(value for value in values if isinstance(value, Remote))
            name = type(one).__name__
            raise self._refused(Refused(f"an object of type {name} stands where data is expected"))
        return self._ask_name(operation, *values)

    def _ask_name(self, operation: str, *values: object) -> object:
        try:
            value = self.link.ask(operation, *values)
        except Refused as error:
            raise self._refused(error) from None
        if operation == "name" and isinstance(value, Remote) and self.sites.named(str(values[0])):
            self.named.add(number_of(value))
        if isinstance(value, np.ndarray) and value.size == 0 and not self.sites.allows("empty"):
            raise self._refused(Refused("an array without an entry stands where the solution's has some"))
        return value

    def _refused(self, error: Refused) -> Refused:
        """A refusal stays one, whatever the test catches."""
        self.refusal = self.refusal or error
        return error


def _allow(operation: str, values: tuple[object, ...]) -> None:
    """What student code may do with what a test handed it: call functions, read what classes of the test define; nothing that
    begins with an underscore, and nothing of Python's own objects, which lead to the test. Raises what student code gets."""
    value = values[0] if values else None
    if type(value).__module__ == "builtins" and isinstance(value, PLAIN):
        raise TypeError("data are asked for nothing")
    if operation != "attribute":
        return
    name = values[1] if len(values) == 2 else None
    kind = value if isinstance(value, type) else type(value)
    if type(name) is not str or name.startswith("_") or kind.__module__ not in OPEN:
        raise AttributeError(name)


PLAIN = (int, float, complex, str, bytes, list, tuple, dict, set, frozenset, range, slice, type(None))
OPEN = ("__main__", "fractions", "decimal", "datetime")
"""Modules whose classes have nothing but data and methods for student code to read; what a test defines is in the first."""


def _line(error: BaseException, name: str) -> int:
    """The line of a test that an exception passed through first."""
    own = (f"{TEST}{name}>", f"{TEST}{name} value>")
    lines = (line for at, line in walk_tb(error.__traceback__) if at.f_code.co_filename in own)
    return next(lines, 0) or 0


def visible(source: str, line: int) -> str:
    """A line of a test as it is handed out; nothing of what stands between marks of hidden tests."""
    hidden = False
    for number, text in enumerate(source.split("\n"), 1):
        hidden = (hidden or "BEGIN HIDDEN TESTS" in text) and "END HIDDEN TESTS" not in text
        if number == line and not hidden:
            return text.strip()[:MAX_MESSAGE]
    return ""


def _said(error: BaseException) -> str:
    try:
        return str(error)[:MAX_MESSAGE]
    except BaseException:
        return ""


class Names(dict[str, object]):
    """The namespace of tests. `theirs` (the reference says which they are, never the student) are read in the student's process where a
    test has not set them; the names of `both` are set there too, while a
    test is `running`. An object that a name stood for is not asked for again in the same test. `twins` are functions and classes
    that stood at both ends before a test took them away, here and there: who puts one back puts back both."""

    def __init__(self, ask: Callable[..., object], both: frozenset[str]) -> None:
        super().__init__(__name__="__main__", np=np, numpy=np)
        self.ask, self.both, self.running = ask, both, False
        self.theirs: set[str] = set()
        self.read: dict[str, Remote] = {}
        self.twins: dict[str, tuple[object, object]] = {}

    def begin(self) -> None:
        """A test begins."""
        self.running = True
        self.read.clear()

    def hand_over(self, names: Collection[str]) -> None:
        """From now on these are the student's, whatever stood here."""
        self.theirs.update(names)
        for name in names:
            self.pop(name, None)

    def __missing__(self, name: str) -> object:
        if name in self.read:
            return self.read[name]
        if name not in self.theirs:
            raise KeyError(name)
        value = self.ask("name", name)
        if isinstance(value, Remote):
            self.read[name] = value
        return value

    def _is_theirs(self, name: object) -> bool:
        return type(name) is str and name in self.theirs and self.ask("defined", name) is True

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name) or name in self.read or self._is_theirs(name)

    def keys(self) -> Any:
        """All names that stand here, as `dir()` lists them."""
        return dict.fromkeys([*super().keys(), *filter(self._is_theirs, sorted(self.theirs))]).keys()

    def get(self, name: str, default: object = None) -> object:
        """The value of a name, as `globals().get(name)` says it."""
        try:
            return self[name]
        except KeyError:
            return default

    def __setitem__(self, name: str, value: object) -> None:
        self.read.pop(name, None)
        if self.running and name in self.both:
            self._keep_twin(name)
            own, twin = self.twins.get(name, (None, None))
            self.ask("set name", name, twin if value is own and own is not None else value)
        super().__setitem__(name, value)

    def __delitem__(self, name: str) -> None:
        self.read.pop(name, None)
        if self.running and (name in self.theirs or name in self.both):
            self._keep_twin(name)
            self.ask("delete name", name)
            self.pop(name, None)
        else:
            super().__delitem__(name)

    def _keep_twin(self, name: str) -> None:
        """Of a function or class that is about to go: what the student's process has in its place."""
        own = super().get(name)
        if name not in self.twins and callable(own) and self.ask("defined", name) is True:
            self.twins[name] = (own, self.ask("name", name))
