"""One end of the conversation: what is asked and answered, how much of it, and what may not be asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.sandbox.remote import link as link_module
from autograder.sandbox.remote.answerer import Inside
from autograder.sandbox.remote.forms import CODEC, ProtocolError, Shared
from autograder.sandbox.remote.link import Link
from autograder.sandbox.remote.operations import OPERATIONS, TO_TESTS
from autograder.sandbox.remote.raised import Refused
from autograder.sandbox.remote.standin import StandIns, number_of
from autograder.sandbox.remote.table import Table
from tests.sandbox.remote.made import LAYERS, LINK, NAMES, judged, proved


def pair(names: dict[str, Any] | None = None) -> tuple[Link, Link]:
    """The end of the tests, and the student's with its names, in one process."""
    inside = Inside()

    def end(send: Callable[[bytes], None], receive: Callable[[], bytes], *, trusted: bool) -> Link:
        table = Table(StandIns(Refused).of, number_of, trusted=trusted)
        return Link(send, receive, table, TO_TESTS if trusted else OPERATIONS, lambda _: (0, 1))

    inside.judge = end(inside.to_answerer.append, inside.judge_receives, trusted=True)
    inside.answerer = end(inside.to_judge.append, inside.answerer_receives, trusted=False)
    inside.answerer.names = {} if names is None else names
    return inside.judge, inside.answerer


def replying(*message: Any) -> Link:
    """The end of the tests, to whom the other says just that."""
    table = Table(lambda handle: handle, lambda _: None, trusted=True)
    return Link(lambda _: None, lambda: CODEC.encode(message), table, TO_TESTS, lambda _: (0, 1))


def test_what_is_asked_is_answered() -> None:
    judge, _ = pair({"a": 5})
    assert judge.ask("name", "a") == 5
    with pytest.raises(NameError):
        judge.ask("name", "b")
    judge.ask("set name", "b", [1, 2])
    assert judge.ask("name", "b") == [1, 2]


def test_only_the_next_item_ends_an_iteration() -> None:
    def ends() -> None:
        raise StopIteration

    judge, _ = pair({"ends": ends, "it": iter(())})
    with pytest.raises(StopIteration):
        judge.ask("next", judge.ask("name", "it"))
    with pytest.raises(RuntimeError, match="StopIteration"):
        judge.ask("call", judge.ask("name", "ends"), (), ())


@pytest.mark.parametrize(
    "message",
    [("ok", 1), ("ok", 1, (), None, 0), [1], ("ok", 1, (1,), None), (5, 1, (), None), ("no", 1, (), None),
     ("ask", 1, (), None), ("ask", (), (), None), ("ask", ("set name", "a", 1), (), None), ("ask", (["call"],), (), None)],
)  # fmt: skip
def test_whatever_is_no_message_ends_the_conversation(message: Any) -> None:
    with pytest.raises((ProtocolError, TypeError)) as caught:
        replying(*message).ask("name", "a")
    assert caught.type is ProtocolError


def test_an_answer_that_nobody_asked_for_is_none() -> None:
    with pytest.raises(ProtocolError, match="nobody asked for"):
        replying("ok", 1, (), None).hear_and_serve()


def test_messages_of_a_test_have_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_module, "MOST_MESSAGES", 3)
    judge, _ = pair({"a": 1})
    for _ in range(3):
        judge.ask("name", "a")
    with pytest.raises(Refused, match="more than 3 messages"):
        judge.ask("name", "a")
    judge.messages = 0
    judge.ask("name", "a")


def test_calls_within_calls_have_an_end() -> None:
    judge, _ = pair({"a": 1})
    judge.nested = link_module.MOST_NESTED
    with pytest.raises(ProtocolError, match="within calls"):
        replying_with(judge, "ask", ("length", "ab"))
    judge.nested = link_module.MOST_NESTED - 1
    assert judge.nested == 19


def test_what_is_too_large_is_refused_at_either_end() -> None:
    judge, student = pair({"big": tuple(range(200_000))})
    with pytest.raises(Refused, match="gives more than may be handed over"):
        judge.ask("name", "big")
    with pytest.raises(Refused, match="too large to be handed over"):
        judge.ask("set name", "a", tuple(range(200_000)))
    assert "a" not in student.names
    assert judge.ask("defined", "big") is True


def test_what_may_not_be_asked_is_raised_there() -> None:
    judge, student = pair({"a": 1})

    def allow(operation: str, values: tuple[Any, ...]) -> None:
        if values == ("a",):
            raise AttributeError(f"{operation} of a")

    student.allow = allow
    with pytest.raises(AttributeError, match="name of a"):
        judge.ask("name", "a")
    assert judge.ask("defined", "b") is False


STREAM = (np.zeros(624, np.uint32), 624, 0, 0.0)


@pytest.mark.parametrize(
    "stream",
    [5, (), STREAM[:3], (STREAM[0][:5], 1, 0, 0.0), (STREAM[0].astype(np.int64), 1, 0, 0.0), (STREAM[0], 625, 0, 0.0),
     (STREAM[0], -1, 0, 0.0), (STREAM[0], 1, 2, 0.0), (STREAM[0], 1, 0, "x"), ("a", 1, 0, 0.0)],
)  # fmt: skip
def test_whatever_is_no_state_of_a_stream_is_refused(stream: Any) -> None:
    with pytest.raises(ProtocolError, match="random stream"):
        replying("ok", 1, (), stream).ask("name", "a")


@pytest.fixture
def stream() -> Any:
    """Numpy's own stream, put back afterwards."""
    before: Any = np.random.get_state()  # noqa: NPY002
    np.random.seed(0)  # noqa: NPY002
    yield before
    np.random.set_state(before)  # noqa: NPY002


@pytest.mark.usefixtures("stream")
@pytest.mark.parametrize(
    ("moves", "streams", "drawn", "gauss", "follows"),
    [
        (True, True, 3_000, 0.5, True),
        (False, True, 3_000, 0.5, False),
        (True, False, 3_000, 0.5, False),
        (True, True, None, 0.5, False),  # seeded anew: who could would choose what a test draws
        (True, True, 3_000, 7.5, False),  # a normal number that nobody draws
    ],
)
def test_a_students_stream_is_followed_where_it_was_drawn_from(
    moves: bool, streams: bool, drawn: int | None, gauss: float, follows: bool
) -> None:
    copy = np.random.RandomState(0 if drawn else 1)
    copy.bytes(drawn or 10)
    state: Any = copy.get_state()
    judge = replying("ok", 1, (), (state[1], state[2], 1, gauss))
    judge.streams, judge.moves = streams, lambda: moves
    before = np.random.get_state()[2]  # type: ignore[index]  # noqa: NPY002
    judge.ask("defined", "a")
    now: Any = np.random.get_state()  # noqa: NPY002
    assert (np.array_equal(now[1], state[1]) and now[2] == state[2] and now[4] == gauss) is follows
    assert follows or now[2] == before


def test_changes_are_told_to_who_asks_whether_they_are_accepted() -> None:
    judge, _ = pair()
    mine = [1]
    judge.ask("set name", "a", mine)
    told: list[list[int]] = []
    judge.changed = told.append
    replying_with(judge, "ok", 1, (Shared(0, "list", (7,)),))
    assert mine == [7]
    judge.accepts = lambda _: False
    replying_with(judge, "ok", 1, (Shared(0, "list", (8,)),))
    assert mine == [7]
    assert told == [[0], [0]]


def replying_with(judge: Link, kind: str, body: Any, changed: tuple[Shared, ...] = ()) -> Any:
    """What an end makes of one message, as an answer to a question of its own."""
    judge.receive = lambda: CODEC.encode((kind, body, changed, None))
    return judge.ask("defined", "a")


PRYING = {
    "a generator's frames": "def row(g):\n    raise ValueError(str(g.gi_frame.f_builtins))",
    "a function's globals": LINK
    + "def row(g):\n    raise ValueError(str(link().ask('attribute', g, '__globals__')))",
    "code": LINK + "def row(g):\n    raise ValueError(str(link().ask('attribute', g, 'gi_code')))",
    "a text's format": LINK
    + "def row(g):\n    raise ValueError(str(link().ask('attribute', '{0.gi_frame}', 'format')(g)))",
    "an array's methods": LINK
    + "def row(g):\n    raise ValueError(str(link().ask('attribute', np.ones(2), 'tofile')))",
    "a module": LINK + "def row(g):\n    raise ValueError(str(link().ask('attribute', np, 'random')))",
}


@pytest.mark.parametrize("name", PRYING)
def test_student_code_does_not_come_at_the_judge_through_what_it_was_handed(name: str) -> None:
    exam = proved(["assert row([x for x in range(3)]) == 0\nrow([(x for x in [1])])"], LAYERS, theirs=NAMES)
    (one,), _ = judged(
        exam,
        LAYERS,
        PRYING[name].replace(
            "def row(g):",
            "def row(g):\n    g = g[0] if g[0] != 0 else None\n    if g is None:\n        return 0",
        ),
    )
    assert one.how == "raised"
    assert one.raised is not None
    assert one.raised.type_name in ("AttributeError", "TypeError", "ProtocolError"), one
