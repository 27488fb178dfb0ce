"""The end of the conversation that stands in the student's process: it does what tests ask, in the notebook's namespace."""

from collections import deque
from collections.abc import Callable

from autograder.sandbox.remote.link import Link
from autograder.sandbox.remote.operations import OPERATIONS
from autograder.sandbox.remote.standin import StandIns, number_of
from autograder.sandbox.remote.table import Table


def answerer(
    names: dict[str, object],
    where: Callable[[BaseException], tuple[int, int]],
    send: Callable[[bytes], None],
    receive: Callable[[], bytes],
) -> Link:
    """The end that answers with what `names` hold."""
    stand_ins = StandIns()
    link = Link(send, receive, Table(stand_ins.of, number_of, trusted=False), OPERATIONS, where)

    def ask(operation: str, *values: object) -> object:
        if not link.nested:  # both ends would ask at once, and each take the other's question for its answer
            raise RuntimeError("what a test has left here can be used while a test runs")
        return link.ask(operation, *values)

    stand_ins.ask = ask
    link.names = names
    return link


def until_end(link: Link) -> None:
    """Answer until the test has ended."""
    link.messages = 0
    while link.hear_and_serve() != "end":
        pass


class Inside:
    """Two ends in one process and thread: whoever waits for a message lets the other end serve."""

    def __init__(self) -> None:
        self.to_answerer: deque[bytes] = deque()
        self.to_judge: deque[bytes] = deque()
        self.answerer: Link | None = None
        self.judge: Link | None = None

    def judge_receives(self) -> bytes:
        """The next message to the judge."""
        while not self.to_judge and self.answerer is not None:
            self.answerer.hear_and_serve()
        return self.to_judge.popleft()

    def answerer_receives(self) -> bytes:
        """The next message to the answerer."""
        while not self.to_answerer and self.judge is not None:
            self.judge.hear_and_serve()
        return self.to_answerer.popleft()
