"""Fork servers that come up, that refuse to, and that are killed as they do: none serves with fewer walls than it can have."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from autograder.host import bubblewrap, prober, server
from autograder.host.prober import Prober
from autograder.host.server import Gone, Interrupted, Refused, Server, start
from autograder.model.errors import ProtectionLost, SandboxError
from autograder.sandbox import libc
from tests.conftest import HASTY
from tests.host.mortal import interpreter, servers
from tests.host.test_prober import ask, value

pytestmark = pytest.mark.skipif(not libc.LINUX, reason="the walls are those of Linux")

REAL = sys.executable
TRIALS = 5


@pytest.fixture(params=["bubblewrap", "plain"])
def walled(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """With and without bubblewrap, and nothing settled yet."""
    monkeypatch.setattr(bubblewrap, "_settled", {})
    if request.param == "plain":
        monkeypatch.setattr(bubblewrap.shutil, "which", lambda name: None)
    elif not bubblewrapped():
        pytest.skip("bubblewrap is missing or refused here")
    return str(request.param)


@cache
def bubblewrapped() -> bool:
    """Whether bubblewrap works here."""
    one = start(protect=True)
    one.close()
    bubblewrap._settled.clear()
    return "bubblewrap" in one.layers


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who dies every time is given up soon."""
    monkeypatch.setattr(prober, "MAX_STARTS", 2)


@pytest.fixture
def python(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., None]:
    """Makes the interpreter of fork servers one that dies on the way."""

    def use(*dying: int, ever: bool = False, first: str = "") -> None:
        monkeypatch.setattr(sys, "executable", interpreter(tmp_path, dying, ever=ever, first=first))

    return use


@pytest.mark.slow
@pytest.mark.parametrize("dying", [(1,), (1, 2, 3, 4)])
def test_a_trial_that_is_killed_is_made_again(
    walled: str, python: Callable[..., None], dying: tuple[int, ...]
) -> None:
    python(*dying)
    with Prober(HASTY) as one:
        assert ("bubblewrap" in one.layers) == (walled == "bubblewrap")
        python(*dying)
        one.restart()
        assert value(ask(one, ["x = 1"], {0: "x"}), "q0") == 1


@pytest.mark.slow
def test_a_server_whose_trials_are_all_killed_does_not_serve(
    walled: str, python: Callable[..., None]
) -> None:
    python(*range(1, TRIALS + 1))
    with pytest.raises(Interrupted, match="5 children that tried the walls were killed from outside"):
        start(protect=True)
    with pytest.raises(SandboxError, match="did not start") as caught:
        Prober(HASTY)
    assert not isinstance(caught.value, ProtectionLost)
    assert bubblewrap._settled == {}


@pytest.mark.slow
@pytest.mark.parametrize("ever", [False, True])
def test_nor_does_one_that_is_started_anew(walled: str, python: Callable[..., None], ever: bool) -> None:
    python()
    with Prober(HASTY) as one:
        python(*range(1, TRIALS + 1), ever=ever)
        with pytest.raises(ProtectionLost, match="does not come up any more"):
            one.restart()
        one.sandbox.process.wait(20)
        python()
        assert value(ask(one, ["x = 1"], {0: "x"}), "q0") == 1


@pytest.mark.slow
def test_one_that_is_killed_as_it_starts_is_started_again(
    walled: str, python: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prober, "MAX_STARTS", 6)
    python()
    with killed(2) as victims, Prober(HASTY) as one:
        assert ("bubblewrap" in one.layers) == (walled == "bubblewrap")
    assert len(victims) == 2
    assert not strays(victims)
    with Prober(HASTY) as one:
        with killed(1):
            one.restart()
        assert value(ask(one, ["x = 1"], {0: "x"}), "q0") == 1


@pytest.mark.slow
def test_one_that_is_always_killed_is_given_up(walled: str, python: Callable[..., None]) -> None:
    python(first="os.kill(os.getpid(), signal.SIGKILL)")
    with pytest.raises(Interrupted):
        start(protect=True)
    python()
    with Prober(HASTY) as one:
        python(first="os.kill(os.getpid(), signal.SIGKILL)")
        with pytest.raises(ProtectionLost):
            one.restart()


@pytest.mark.slow
def test_one_that_hangs_is_given_up(
    walled: str, python: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "START_SECONDS", 0.2)
    python(first="import time; time.sleep(600)")
    with pytest.raises(Interrupted, match="did not start"):
        Prober(HASTY)


@pytest.mark.slow
def test_what_fails_by_itself_twice_does_not_work_in_this_form(
    walled: str, python: Callable[..., None]
) -> None:
    for first in ("sys.exit('and so it ends:\\nno numpy here\\n')", "raise ImportError('no numpy here')"):
        python(first=first)
        with pytest.raises(Refused, match=r"did not start: (ImportError: )?no numpy here$") as caught:
            Prober(HASTY)
        assert "\n" not in str(caught.value)


@pytest.mark.slow
def test_a_lower_form_is_taken_only_where_the_better_one_refuses(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    refusing, dying = tmp_path / "refusing", tmp_path / "dying"
    refusing.write_text("#!/bin/sh\necho bwrap: no permission >&2\nexit 1\n")
    dying.write_text("#!/bin/sh\nkill -9 $$\n")
    for path, level in ((refusing, "strong"), (dying, None)):
        path.chmod(0o755)
        monkeypatch.setattr(bubblewrap, "_settled", {})
        monkeypatch.setattr(bubblewrap.shutil, "which", lambda name, path=path: str(path))
        if level is None:
            with pytest.raises(Interrupted, match="did not start"):
                Prober(HASTY)
        else:
            with Prober(HASTY) as one:
                assert one.protection == level


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lost", "found"),
    [
        (
            "from autograder.sandbox import jail; jail.landlock.ruleset = lambda: None",
            "became 'strong'|protection",
        ),
        ("from autograder.sandbox import jail; jail.program = lambda: None", "protection here is 'none'"),
        ("from autograder.sandbox import jail; jail._sealed = lambda: False", "could look up a path or fork"),
        (
            "from autograder.sandbox import jail; jail._seal = lambda *_: None; jail._sealed = lambda: True",
            "let a child",
        ),
    ],
)
def test_a_wall_that_is_missing_is_noticed_at_a_restart(
    walled: str, python: Callable[..., None], lost: str, found: str
) -> None:
    python()
    with Prober(HASTY) as one:
        if "landlock" not in one.layers:
            pytest.skip("this kernel has no Landlock")
        python(first=lost)
        with pytest.raises(ProtectionLost, match=found):
            one.restart()


@pytest.mark.slow
def test_a_path_that_goes_up_again_keeps_bubblewrap(
    walled: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bubblewrap, "_settled", {})
    folder, name = os.path.split(REAL)
    for odd in (
        f"{folder}/../bin/{name}",
        f"{tmp_path}/../{os.path.relpath(folder, tmp_path.parent)}/{name}",
    ):
        monkeypatch.setattr(sys, "executable", odd)
        assert bubblewrap.interpreter() == REAL
        with Prober(HASTY) as one:
            assert ("bubblewrap" in one.layers) == (walled == "bubblewrap")
    link = tmp_path / "link"
    link.symlink_to(Path(folder))
    monkeypatch.setattr(sys, "executable", f"{link}/../{Path(folder).name}/{name}")
    assert Path(bubblewrap.interpreter()).samefile(REAL)


def test_a_server_that_has_gone_is_said_to_have(walled: str) -> None:
    one = start(protect=True)
    one.process.kill()
    one.process.wait()
    while one.control.recv(64):  # what bubblewrap began ends a moment after it
        pass
    with pytest.raises(Gone), one.child(256, 10, 0):
        pass
    one.close()


def strays(groups: list[int]) -> list[str]:
    """Processes of these groups that do not go away."""
    until = time.monotonic() + 20
    while (found := _of(groups)) and time.monotonic() < until:
        time.sleep(0.02)
    return found


def _of(groups: list[int]) -> list[str]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            name, _, rest = stat.read_text().rpartition(")")
            if int(rest.split()[2]) in groups and rest.split()[0] != "Z":
                found.append(name)
    return found


@pytest.mark.parametrize("attempt", range(20))
def test_a_server_that_is_killed_at_any_moment_leaves_nothing(attempt: int) -> None:
    """Also not the second process of bubblewrap, which the first one has not told to go on yet."""
    with killed(1, after=attempt * 0.002) as one, suppress(Interrupted):
        start(protect=True).close()
    assert len(one) == 1
    assert not strays(one)


@contextmanager
def killed(count: int, after: float = 0.0) -> Iterator[list[int]]:
    """Kill so many fork servers as soon as they are started, or some seconds later; which ones."""
    victims: list[int] = []

    class Popen(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            if len(victims) < count:
                time.sleep(after)
                self.kill()
                victims.append(self.pid)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subprocess, "Popen", Popen)
        yield victims


def test_nothing_is_taken_for_a_server_that_is_none() -> None:
    before = servers()
    one = Server((), protect=False)
    assert set(servers()) - set(before) == {one.process.pid}
    one.close()
    assert servers() == before
