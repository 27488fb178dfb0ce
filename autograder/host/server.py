"""The fork server, seen from the trusted end: started in the best form that comes up, asked for one child after the other."""

from __future__ import annotations

import os
import select
import signal
import socket
import struct
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from autograder.host import bubblewrap
from autograder.host.child import START_SECONDS, Child, Interrupted
from autograder.model.errors import SandboxError
from autograder.numbers import ONE_THREAD
from autograder.sandbox.jail import UNSURE
from autograder.sandbox.protocol import POLICY, STATUS

END_SECONDS = 1.0
"""A server has so long to end by itself, so that what its children used is counted where the system counts such things."""


class Refused(SandboxError):
    """The server ended by itself before it stood: in this form it does not work here."""


class Gone(Interrupted):
    """The server has ended, whoever ended it."""


class Server:
    """One fork server that stands: `protection` is the level in force ("full", "strong", "partial", "none"), `layers` are the
    walls that make it, `better` says of each better form why it did not come up. `close` it.

    Raises Refused or Interrupted where it does not come up.
    """

    def __init__(
        self, form: bubblewrap.Form, protect: bool, judges: bool = False, packages: Sequence[str] = ()
    ) -> None:
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        mode = "protect" if protect else "open"
        python = [bubblewrap.interpreter(), "-I", "-m", "autograder.sandbox", str(theirs.fileno()), mode]
        python += ["judges" if judges else "students", *packages]
        try:
            self.process = subprocess.Popen(
                [*form, *python],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=_environment(),
                pass_fds=(theirs.fileno(),),
                cwd="/",
                process_group=0,
            )
        except OSError as error:
            self.control.close()
            raise Refused(f"the sandbox did not start: {error}") from error
        finally:
            theirs.close()
        self.pidfd = os.pidfd_open(self.process.pid)
        try:
            said = self._said()
            if not said:
                raise self._not_started()
        except BaseException:
            self.close()
            raise
        self.control.settimeout(START_SECONDS)
        self.protection, self.layers = said[0], said[1:]
        self.better: tuple[str, ...] = ()

    def _said(self) -> list[str]:
        """What it says first; nothing where it ends instead, or takes too long. Its socket may outlive it in a process that it
        left behind, so its end is looked for as well."""
        _readable(START_SECONDS, self.control.fileno(), self.pidfd)
        self.control.settimeout(0.0)
        try:
            return self.control.recv(4096).decode().split()
        except OSError:
            return []

    def _not_started(self) -> SandboxError:
        """Why there is no server: the last line that it said, and whether it ended by itself."""
        self.control.close()
        status = self._ended()
        assert self.process.stderr is not None
        os.set_blocking(self.process.stderr.fileno(), False)
        lines = (self.process.stderr.read() or b"").decode(errors="replace").split("\n")
        said = next(
            (line.strip() for line in reversed(lines) if line.strip()), f"it ended with status {status}"
        )
        # bubblewrap says of what it ran that it was killed by 128 and the signal
        by_itself = 0 <= status <= 128 and status != UNSURE
        return (Refused if by_itself else Interrupted)(f"the sandbox did not start: {said[:600]}")

    def _ended(self) -> int:
        """Its exit status. It may end by itself for a while; then it is killed, and in any case what it leaves behind: the second
        process of bubblewrap waits for ever for a first one that was killed before it said go."""
        if self.process.returncode is None:
            _readable(END_SECONDS, self.pidfd)
            with suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL)
        return self.process.wait()

    def close(self) -> None:
        """End the server and what still runs in it: it does so itself when nobody holds the other end any more."""
        self.control.close()
        self._ended()
        if self.process.stderr and not self.process.stderr.closed:
            self.process.stderr.close()
            os.close(self.pidfd)

    @contextmanager
    def child(
        self, memory_mb: int, cpu_seconds: int, threads: int, peer: socket.socket | None = None
    ) -> Iterator[Child]:
        """A locked child that waits for its request, and may talk to whoever holds the other end of `peer`; afterwards it has
        ended. Raises Gone where the server has."""
        policy = POLICY.pack(memory_mb, cpu_seconds, threads)
        ours, theirs = socket.socketpair()
        with ours:
            try:
                with theirs:
                    fds = [theirs.fileno(), *([peer.fileno()] if peer else [])]
                    socket.send_fds(self.control, [policy], fds)
                _, fds, _, _ = socket.recv_fds(self.control, 16, 1)
                child = Child(ours, fds[0], cpu_seconds)
            except (OSError, IndexError) as error:
                raise Gone("the sandbox's fork server has gone") from error
            try:
                yield child
            finally:
                child.kill()
                self._reap(child)

    def _reap(self, child: Child) -> None:
        os.close(child.pidfd)
        try:
            status, user, system, _ = STATUS.unpack(self.control.recv(64))
        except (OSError, struct.error) as error:
            raise Gone("the sandbox's fork server has gone") from error
        child.status, child.cpu = status, user + system


def _readable(seconds: float, *descriptors: int) -> None:
    """Wait until one of these has something to say, so long at the most."""
    poll = select.poll()
    for descriptor in descriptors:
        poll.register(descriptor, select.POLLIN)
    poll.poll(1e3 * seconds)


def start(protect: bool, judges: bool = False, packages: Sequence[str] = ()) -> Server:
    """A fork server, of students' processes or of `judges` of tests, with `packages` loaded, in the best form that comes up, and from then on always
    in that form.

    Raises Interrupted where one was killed or took too long: a lower form would be no answer to that. Raises Refused where
    none comes up.
    """
    python = bubblewrap.interpreter()
    *better, last = bubblewrap.forms(python) if protect else ((),)
    refused: list[str] = []
    for form in better:
        try:
            return _settled(python, form, protect, judges, packages)
        except Refused as error:
            refused.append(str(error))
    server = _settled(python, last, protect, judges, packages)
    server.better = tuple(refused)
    return server


def _settled(
    python: str, form: bubblewrap.Form, protect: bool, judges: bool, packages: Sequence[str]
) -> Server:
    """A server in one form, which is kept to from now on; what fails by itself twice does not work here."""
    try:
        server = Server(form, protect, judges, packages)
    except Refused:
        server = Server(form, protect, judges, packages)
    if protect:
        bubblewrap.settle(python, form)
    return server


def _environment() -> dict[str, str]:
    return {**ONE_THREAD, "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
