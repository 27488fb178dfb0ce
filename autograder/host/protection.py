"""The self-test of the sandbox: forbidden things are tried in a throw-away child before any submission runs."""

from __future__ import annotations

from autograder.host.prober import Prober
from autograder.host.selftest import FORBIDDEN
from autograder.model.errors import SandboxError
from autograder.sandbox.protocol import Asked, Probe, Request

SUFFICIENT = ("full", "strong")


def what_works(prober: Prober) -> list[str]:
    """The forbidden things that worked in a child of `prober`; none, where the walls hold."""
    names = list(FORBIDDEN)
    cells = tuple(FORBIDDEN.values())
    probe = Probe({}, (("worked", "worked"),))
    asked = tuple(Asked(name, at, at, (), (probe,)) for at, name in enumerate(names))
    heard = prober.ask(Request(cells, asked))
    return [n for n in names if n in heard.replies and heard.replies[n][0].observations == (True,)]


def insist(prober: Prober) -> None:
    """Raise SandboxError, in one line for a person, unless the protection suffices and the self-test passes."""
    if prober.protection not in SUFFICIENT:
        raise SandboxError(
            f"protection here is {prober.protection!r}, too little for other people's code; `autograder doctor` says "
            "what is missing; use Linux, WSL2 or a Linux container, or --unprotected for your own files only"
        )
    worked = what_works(prober)
    if worked:
        raise SandboxError(
            f"the sandbox let a child {worked[0]}; nothing was graded. `autograder doctor` says more"
        )
