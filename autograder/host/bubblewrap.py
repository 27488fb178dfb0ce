"""Start the fork server inside bubblewrap where that works: namespaces, and a root folder with little in it.

This is called by the trusted side. One wrapper holds the fork server and all its children, so it costs a submission
nothing.
"""

import os
import shutil
import sys
from pathlib import Path

from autograder import sandbox
from autograder.sandbox.jail import INSIDE

Form = tuple[str, ...]
_SEPARATE = ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"]
_LIFE = ["--die-with-parent", "--new-session"]


_settled: dict[str, Form] = {}


def interpreter() -> str:
    """This Python, by a path without `..`: inside, the folders that it would leave again are not there."""
    folder, name = os.path.split(sys.executable)
    return os.path.join(_plain(folder), name)


def _plain(folder: str) -> str:
    """A folder without `..` in its path; its links stay, unless a `..` behind one leads elsewhere."""
    path = os.path.abspath(folder)
    return path if os.path.exists(path) and os.path.samefile(path, folder) else os.path.realpath(folder)


def forms(python: str) -> tuple[Form, ...]:
    """Return the words to put before a call of this Python, the best form first, the last one empty: without bubblewrap.

    Which one works, its first start shows (`settle`): a trial would take as long as the start itself. Descriptors that the
    caller passes on (``pass_fds``, standard input) reach the program as they are.
    """
    if python in _settled:
        return (_settled[python],)
    found = shutil.which("bwrap")
    if found is None or not sys.platform.startswith("linux"):
        return ((),)
    shown = (*_SEPARATE, *_LIFE, *_folders(python), "--setenv", INSIDE, "bubblewrap", "--")
    return (*((found, *identity, *shown) for identity in _identities()), ())


def settle(python: str, form: Form) -> None:
    """Keep to a form from now on: who has started behind a wall never starts without it."""
    _settled[python] = form


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
    shown = ["/usr", "/etc/ld.so.cache", "/etc/alternatives", "/nix/store"]
    shown += [_plain(sys.base_prefix), _plain(sys.prefix), *_homes(python)]
    shown += [str(package.parent / "__init__.py"), str(package)]
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
