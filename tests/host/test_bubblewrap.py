"""bubblewrap around the fork server: where it works, never with root inside, with the interpreter's folders alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from autograder.host import bubblewrap


def test_it_is_optional(monkeypatch: pytest.MonkeyPatch) -> None:
    bubblewrap._prefix.cache_clear()
    try:
        monkeypatch.setattr(bubblewrap.shutil, "which", lambda name: None)
        assert bubblewrap.command(["python", "-V"]) == ["python", "-V"]
        bubblewrap._prefix.cache_clear()
        monkeypatch.setattr(bubblewrap.shutil, "which", lambda name: "/bin/false")
        assert bubblewrap.command(["python", "-V"]) == ["python", "-V"]
        bubblewrap._prefix.cache_clear()
        monkeypatch.setattr(bubblewrap.shutil, "which", lambda name: "/nowhere/bwrap")
        assert bubblewrap.command(["python", "-V"]) == ["python", "-V"]
    finally:
        bubblewrap._prefix.cache_clear()


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
