"""`autograder doctor`: what protects this machine, and what is missing."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from autograder.commands import doctor
from autograder.host.protection import SUFFICIENT
from autograder.model.errors import SandboxError
from autograder.model.question import Limits
from autograder.sandbox import libc


def test_doctor_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **_more: object) -> None:
        raise SandboxError("no seccomp")

    monkeypatch.setattr(doctor, "Prober", refuse)
    lines, sufficient = doctor.examine()
    assert (lines[-1], sufficient) == ("PROTECTION: none (no seccomp)", False)


def test_elsewhere_it_says_where_to_grade(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libc, "LINUX", False)
    lines, sufficient = doctor.examine()
    assert "on Linux, in WSL2 or in a Linux container" in lines[-1]
    assert not sufficient


class Fake:
    """A sandbox of a given strength."""

    def __init__(self, protection: str, *layers: str) -> None:
        self.protection, self.layers = protection, layers
        missing = {"seccomp": "needed", "bubblewrap": "install it\nbwrap: no permission"}
        kept = {wall: mends for wall, mends in missing.items() if wall not in layers}
        self.sandbox = SimpleNamespace(missing=lambda: kept)

    def __enter__(self) -> Fake:
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.mark.parametrize(
    ("sandbox", "last"),
    [
        (Fake("full", "bubblewrap", "seccomp"), "PROTECTION: full (bubblewrap, seccomp)"),
        (Fake("strong", "seccomp"), "PROTECTION: strong (seccomp)"),
        (Fake("none"), "PROTECTION: none (nothing): grading is refused"),
    ],
)
def test_what_suffices(sandbox: Fake, last: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def make(_: Limits, **_more: object) -> Fake:
        return sandbox

    monkeypatch.setattr(doctor, "Prober", make)
    lines, sufficient = doctor.examine()
    assert lines[-1] == last
    assert sufficient == (sandbox.protection in SUFFICIENT)
    for layer in ("seccomp", "bubblewrap"):
        (line,) = [line for line in lines if line.startswith(f"  {layer}: ")]
        assert line.endswith("in force") == (layer in sandbox.layers)
    assert ("      bwrap: no permission" in "\n".join(lines)) == ("bubblewrap" not in sandbox.layers)
