"""bubblewrap around the fork server: where it works, never with root inside, with the interpreter's folders alone."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from autograder.host import bubblewrap
from autograder.host.prober import Prober
from autograder.model.errors import ProtectionLost
from tests.conftest import HASTY


@pytest.fixture
def unsettled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bubblewrap, "_settled", {})


@pytest.mark.usefixtures("unsettled")
@pytest.mark.parametrize(
    "found",
    [None, *(pytest.param(path, marks=pytest.mark.slow) for path in ("/bin/false", "/nowhere/bwrap"))],
)
def test_it_is_optional(monkeypatch: pytest.MonkeyPatch, found: str | None) -> None:
    monkeypatch.setattr(bubblewrap.shutil, "which", lambda name: found)
    with Prober(HASTY) as prober:
        assert prober.protection == "strong"
        assert "bubblewrap" not in prober.layers
    assert bubblewrap.forms(sys.executable) == ((),)


@pytest.mark.slow
@pytest.mark.usefixtures("unsettled")
def test_who_started_behind_it_never_starts_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with Prober(HASTY) as prober:
        if "bubblewrap" not in prober.layers:
            pytest.skip("bubblewrap is missing or refused here")
        (form,) = bubblewrap.forms(sys.executable)
        assert form[0].endswith("bwrap")
        bubblewrap.settle(sys.executable, ("/bin/false", *form[1:]))
        with pytest.raises(ProtectionLost, match="did not start"):
            prober.restart()
        bubblewrap.settle(sys.executable, form)
        prober.restart()


@pytest.mark.parametrize(("uid", "identity"), [(0, "CAP_SETUID"), (1000, "--unshare-user")])
def test_it_never_maps_root_into_the_sandbox(
    monkeypatch: pytest.MonkeyPatch, uid: int, identity: str
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: uid)
    for options in bubblewrap._identities():
        assert identity in options
        assert ("--unshare-user" in options) == (uid != 0)


def test_it_shows_every_folder_that_leads_to_the_interpreter(tmp_path: Path) -> None:
    real = tmp_path / "python-3.11.7" / "bin" / "python3"
    real.parent.mkdir(parents=True)
    real.touch()
    (tmp_path / "python-3").symlink_to(tmp_path / "python-3.11.7")
    link = tmp_path / "venv" / "bin" / "python"
    link.parent.mkdir(parents=True)
    link.symlink_to("../../python-3/bin/python3")
    assert {str(tmp_path / "python-3.11.7"), str(tmp_path / "python-3")} <= set(bubblewrap._homes(str(link)))
    options = bubblewrap._folders(str(link))
    assert "/" not in options[options.index("--ro-bind-try") : options.index("--proc")]
