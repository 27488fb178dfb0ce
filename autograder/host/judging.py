"""The process that judges tests, heard from the trusted end: like a student's, it is a locked child, of a fork server of its own."""

from __future__ import annotations

from dataclasses import replace

from autograder.host.child import Child
from autograder.host.names import Names
from autograder.model.question import Limits
from autograder.sandbox.codec import ProtocolError
from autograder.sandbox.protocol import Tested, checked_test, decode
from autograder.sandbox.remote.exam import Exam, pack_exam


class JudgeProcess:
    """One judge, for as long as a student's process answers it."""

    def __init__(self, process: Child, exam: Exam, limits: Limits) -> None:
        self.process, self.exam, self.limits = process, exam, limits

    def begin(self) -> None:
        """Give it the tests; from then on it asks the student's process, and waits until that answers."""
        self.process.hand_over(pack_exam(self.exam))

    def heard(self, test: str, names: Names, child: Child, budget: float) -> Tested:
        """What came of a test. Its time is that of both processes together.

        Raises ConnectionResetError where either has ended, TimeoutError, ProtocolError.
        """

        def cpu_now() -> float:
            return self.process.cpu_now() + child.cpu_now()

        kind, which, answer = decode(self.process.frame(self.limits.question_seconds, budget, cpu_now))
        if (kind, which) != ("tested", test):
            raise ProtocolError("a test out of order")
        tested = checked_test(answer, test)
        if tested.how == "ended":
            raise ConnectionResetError
        return tested if tested.raised is None else replace(tested, raised=names.raised(tested.raised))
