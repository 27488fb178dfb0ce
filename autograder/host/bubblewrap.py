"""Start the fork server inside bubblewrap where that works: namespaces, and a root folder with little in it.

This is called by the trusted side. One wrapper holds the fork server and all its children, so it costs a submission
nothing.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path

from autograder import sandbox
from autograder.sandbox.jail import INSIDE

_TRIAL_SECONDS = 20.0
_SEPARATE = ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"]
_LIFE = ["--die-with-parent", "--new-session"]


def command(python_argv: list[str]) -> list[str]:
    """Return ``python_argv`` behind a call of bubblewrap if that works here, else unchanged.

    Descriptors that the caller passes on (``pass_fds``, standard input) reach the program as they are.
    """
    return [*_prefix(python_argv[0]), *python_argv]


@functools.cache
def _prefix(python: str) -> tuple[str, ...]:
    """Return the first form of the call that starts this Python and lets it see numpy; empty when none does."""
    found = shutil.which("bwrap")
    if found is None or not sys.platform.startswith("linux"):
        return ()
    for identity in _identities():
        call = (
            found,
            *identity,
            *_SEPARATE,
            *_LIFE,
            *_folders(python),
            "--setenv",
            INSIDE,
            "bubblewrap",
            "--",
        )
        if _works([*call, python, "-I", "-c", "import numpy, autograder.sandbox"]):
            return call
    return ()


def _identities() -> list[list[str]]:
    """Return the ways to be somebody inside.

    As root no user namespace is made: it would map the real root into the sandbox. The server keeps just enough to read
    its own files while it loads and to become another user before its first child (jail.prepare).
    """
    nothing = ("--cap-drop", "ALL")
    if os.geteuid() == 0:
        needed = ("CAP_SETUID", "CAP_SETGID", "CAP_DAC_READ_SEARCH")
        return [[*nothing, *(word for name in needed for word in ("--cap-add", name))]]
    return [["--unshare-user", "--disable-userns", *nothing], ["--unshare-user", *nothing]]


def _folders(python: str) -> list[str]:
    """Return the options that show the interpreter, its packages and this package, and nothing else, read-only."""
    options: list[str] = []
    for name in ("/bin", "/lib", "/lib32", "/lib64", "/sbin"):
        if os.path.islink(name):
            options += ["--symlink", os.readlink(name), name]
        else:
            options += ["--ro-bind-try", name, name]
    package = Path(sandbox.__file__).resolve().parent
    shown = ["/usr", "/etc/ld.so.cache", "/etc/alternatives", "/nix/store", sys.base_prefix, sys.prefix]
    shown += [*_homes(python), str(package.parent / "__init__.py"), str(package)]
    for path in dict.fromkeys(shown):
        if path != "/":
            options += ["--ro-bind-try", path, path]
    return [*options, "--proc", "/proc", "--dev", "/dev", "--chdir", "/"]


def _homes(python: str) -> list[str]:
    """Return the installation folders that the links of an interpreter lead through, down to the real one."""
    homes = [str(Path(python).resolve().parent.parent)]
    for _ in range(40):  # the kernel follows no more links either
        if not os.path.islink(python):
            break
        python = os.path.join(os.path.dirname(python), os.readlink(python))
        homes.append(os.path.dirname(os.path.dirname(os.path.normpath(python))))
    return homes


def _works(trial: list[str]) -> bool:
    """Run a trial call, quietly."""
    environment = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    try:
        result = subprocess.run(
            trial,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_TRIAL_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return result.returncode == 0
