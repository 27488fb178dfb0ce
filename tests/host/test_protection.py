"""The self-test of the sandbox: it passes where there are walls, finds what works where there are none, and takes no silence
for an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.host import prober as prober_module
from autograder.host.prober import Prober
from autograder.host.protection import FORBIDDEN, SELF_TEST, failed, insist
from autograder.model.errors import SandboxError
from autograder.sandbox.codec import Opaque
from autograder.sandbox.protocol import Raised, Reply, Request, Skipped
from tests.conftest import HASTY


def left() -> set[Path]:
    return set(Path("/tmp").glob("autograder-selftest*"))


def test_it_passes_here(prober: Prober) -> None:
    assert failed(prober.ask(SELF_TEST).replies) == []


def test_without_walls_it_finds_what_works_and_leaves_nothing() -> None:
    before = left()
    with Prober(HASTY, protect=False) as naked:
        found = failed(naked.ask(SELF_TEST).replies)
    worked = {"open a file of the grader", "create a file", "look up a path", "open a network connection"}
    assert {f"let a child {name}" for name in worked} <= set(found)
    assert left() == before


NO: dict[str, tuple[Reply, ...]] = {name: (Reply((False,)),) for name in FORBIDDEN}


@pytest.mark.parametrize(
    "answer",
    [
        None,
        (),
        (Reply(()),),
        (Reply((True,)),),
        (Reply((0,)),),
        (Reply((None,)),),
        (Reply((Raised("OSError"),)),),
        (Reply((Skipped(),)),),
        (Reply((Opaque("bool"),)),),
        (Reply((False, False)),),
        (Reply((False,)), Reply((False,))),
    ],
)
def test_whatever_did_not_say_no_has_failed(answer: tuple[Reply, ...] | None) -> None:
    for name in FORBIDDEN:
        said = {q: those for q, those in NO.items() if q != name}
        if answer is not None:
            said[name] = answer
        (found,) = failed(said)
        assert name in found
    assert failed(NO) == []
    assert len(failed({})) == len(FORBIDDEN) == 8


@pytest.mark.parametrize(
    ("end", "found"),
    [
        ("import os; os._exit(0)", "gave no answer when a child tried to look up a path"),
        ("import os; os.abort()", "gave no answer when a child tried to look up a path"),
        ("worked = True", "let a child look up a path"),
    ],
)
def test_a_server_in_which_it_fails_is_refused(end: str, found: str, monkeypatch: pytest.MonkeyPatch) -> None:
    at = list(FORBIDDEN).index("look up a path")
    cells = (*SELF_TEST.cells[:at], end, *SELF_TEST.cells[at + 1 :])
    monkeypatch.setattr(prober_module, "SELF_TEST", Request(cells, SELF_TEST.asked))
    with pytest.raises(SandboxError, match=found):
        Prober(HASTY)


@pytest.mark.parametrize(
    ("least", "suffice"),
    [("none", ("none", "partial", "strong", "full")), ("strong", ("strong", "full")), ("full", ("full",))],
)
def test_a_level_suffices_or_is_refused_in_one_line(least: str, suffice: tuple[str, ...]) -> None:
    for level in ("none", "partial", "strong", "full"):
        if level in suffice:
            insist(level, ("seccomp",), least)
        else:
            with pytest.raises(SandboxError, match=f"protection here is '{level}'") as caught:
                insist(level, ("seccomp",), least)
            assert "\n" not in str(caught.value)
            assert "doctor" in str(caught.value)
