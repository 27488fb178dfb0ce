"""One end of the conversation: it asks the other, and serves what the other asks while it waits for the answer.

A message is (kind, body, changed, stream): what is asked or answered, the shared data that changed since the last message,
and the state of numpy's random stream where it moved, for students' code and tests draw from one stream.
"""

from collections.abc import Callable, Collection
from typing import Any

import numpy as np

from autograder.sandbox.remote.forms import CODEC, ProtocolError, TooLarge
from autograder.sandbox.remote.operations import OPERATIONS
from autograder.sandbox.remote.raised import Refused, described, made
from autograder.sandbox.remote.table import Table

MOST_MESSAGES = 200_000
MOST_NESTED = 20
"""Messages of one test, calls within calls (docs/sandbox.md, "Limits")."""

Where = Callable[[BaseException], tuple[int, int]]


class Ended(Exception):
    """The other end is no more."""


class Link:
    """One end. `send` and `receive` carry whole frames; `served` are the operations that the other end may ask for.

    accepts   whether what the other end changed in some shared data of this one is taken over; `changed` is told the numbers
    moves     whether the other end may move the random stream
    allow     raises what the other end gets for an operation that it may not ask for
    """

    def __init__(
        self,
        send: Callable[[bytes], None],
        receive: Callable[[], bytes],
        table: Table,
        served: Collection[str],
        where: Where,
    ) -> None:
        self.send, self.receive, self.table, self.served, self.where = send, receive, table, served, where
        self.names: Any = None
        self.accepts: Callable[[int], bool] = lambda _: True
        self.changed: Callable[[list[int]], None] = lambda _: None
        self.moves: Callable[[], bool] = lambda: True
        self.allow: Callable[[str, tuple[object, ...]], None] = lambda *_: None
        self.messages = self.nested = 0
        self.streams = False
        self.stream: tuple[object, ...] = ()

    def ask(self, operation: str, *values: object) -> object:
        """What an operation of the other end gives; raises what it raises, Refused, and Ended where the other end is no more."""
        self.messages += 1
        if self.messages > MOST_MESSAGES:
            raise Refused(f"more than {MOST_MESSAGES} messages in one test")
        try:
            self._say("ask", (operation, *values))
        except TooLarge as error:
            raise Refused(f"too large to be handed over: {error}") from None
        while True:
            kind, body = self._hear()
            if kind == "ask":
                self.serve(body)
            else:
                return self._answered(operation, kind, body)

    def _answered(self, operation: str, kind: str, body: object) -> object:
        """An answer; only what is asked for the next item ends an iteration."""
        try:
            return self._answer(kind, body)
        except StopIteration as error:
            if operation == "next":
                raise
            raise RuntimeError("StopIteration") from error

    def _answer(self, kind: str, body: object) -> object:
        value = self.table.unpack(body)
        if kind == "ok":
            return value
        if kind == "stop":
            raise StopIteration
        if kind == "large":
            raise Refused("it gives more than may be handed over at once")
        if kind == "raised":
            raise made(value, self.table.kinds)
        raise ProtocolError("no such answer")

    def serve(self, body: object) -> str:
        """Answer one question of the other end; which operation it was."""
        self.nested += 1
        try:
            values = self.table.unpack(body)
            if type(values) is not tuple or not values or values[0] not in self.served:
                raise ProtocolError("no such operation")
            name, *rest = values
            if self.nested > MOST_NESTED:
                raise ProtocolError("too many calls within calls")
            self._reply(name, rest)
            return str(name)
        finally:
            self.nested -= 1

    def _reply(self, name: str, values: list[object]) -> None:
        try:
            self.allow(name, tuple(values))
            given = OPERATIONS[name](self.names, *values)
        except StopIteration:
            self._say("stop", None)
        except (Refused, Ended, ProtocolError):
            raise
        except BaseException as error:
            self._say("raised", described(error, self.where, quiet=self.table.trusted))
        else:
            try:
                self._say("ok", given)
            except TooLarge:
                self._say("large", None)

    def _say(self, kind: str, body: object) -> None:
        self.table.begin()
        try:
            changed = self.table.changes()
            packed = self.table.pack(body)
        except TooLarge:
            self.table.withdraw()
            raise
        self.send(CODEC.encode((kind, packed, changed, self._moved())))

    def _hear(self) -> tuple[str, object]:
        message = CODEC.decode(self.receive())
        if type(message) is not tuple or len(message) != 4 or type(message[0]) is not str:
            raise ProtocolError("no message")
        kind, body, changed, stream = message
        if changed:
            self.changed(self.table.apply(changed, self.accepts))
        if stream is not None:
            self._follow(stream)
        return kind, body

    def hear_and_serve(self) -> str:
        """Wait for a question and answer it; which operation it was."""
        kind, body = self._hear()
        if kind != "ask":
            raise ProtocolError("an answer that nobody asked for")
        return self.serve(body)

    def _moved(self) -> object:
        """The state of the random stream, where it is not the one that crossed last."""
        if not self.streams:
            return None
        state: Any = np.random.get_state()  # noqa: NPY002 - students use it
        _, key, at, has_gauss, cached = state
        now = (key.tobytes(), int(at), int(has_gauss), float(cached))
        if now == self.stream:
            return None
        self.stream = now
        return (np.frombuffer(now[0], np.uint32), *now[1:])

    def _follow(self, stream: Any) -> None:
        """Take over where the random stream stands: drawn from here on, or (where the other end is trusted) anywhere."""
        try:
            key, at, has_gauss, cached = stream
            if key.dtype != np.uint32 or key.shape != (624,) or not 0 <= at <= 624 or has_gauss not in (0, 1):
                raise ValueError
            state = ("MT19937", key, int(at), int(has_gauss), float(cached))
        except (TypeError, ValueError, AttributeError) as error:
            raise ProtocolError("no state of a random stream") from error
        if self.table.trusted and not (self.streams and self.moves() and _drawn(key) and abs(state[4]) < FAR):
            return
        np.random.set_state(state)  # noqa: NPY002
        self.streams = True
        self.stream = (key.tobytes(), *state[2:])


FAR = 7.0
"""A number further out is drawn from no normal distribution."""
MOST_DRAWN = 400
"""Blocks of 624 numbers that a call may draw."""


def _drawn(key: np.ndarray) -> bool:
    """Whether a stream that stands here comes there by drawing: who could set it could choose what a test draws."""
    copy = np.random.RandomState()
    copy.set_state(np.random.get_state())  # noqa: NPY002
    for _ in range(MOST_DRAWN):
        state: Any = copy.get_state()
        if np.array_equal(state[1], key):
            return True
        copy.bytes(4 * 624)
    return False
