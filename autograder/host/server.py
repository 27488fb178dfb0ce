"""The sandbox that we have: a fork server, started in the best form that comes up, asked for one locked child after the other."""

import os
import select
import signal
import socket
import struct
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from autograder.host import bubblewrap
from autograder.host.child import START_SECONDS, Child, Gone, Interrupted
from autograder.host.remedies import facts, remedies
from autograder.model.errors import SandboxError
from autograder.numbers import ONE_THREAD
from autograder.sandbox import libc
from autograder.sandbox.jail import UNSURE
from autograder.sandbox.protocol import POLICY, STATUS

END_SECONDS = 1.0
"""A server has so long to end by itself, so that what its children used is counted where the system counts such things."""


class Refused(SandboxError):
    """The server ended by itself before it stood: in this form it does not work here."""


class Forked(Child):
    """A child of the fork server, held by its pidfd."""

    def __init__(self, channel: socket.socket, pidfd: int, cpu_seconds: float) -> None:
        super().__init__(channel, cpu_seconds)
        self.pidfd, self.clock = pidfd, _clock_of(pidfd)

    def end(self) -> None:
        """Kill the process; nothing where it has ended."""
        with suppress(OSError):
            signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)

    def has_ended(self, seconds: float) -> bool:
        """Wait for its end, so long at the most; whether it has come."""
        return _readable(seconds, self.pidfd)

    def cpu_now(self) -> float:
        """CPU seconds that it has used so far (0 where the system does not say)."""
        try:
            return time.clock_gettime(self.clock)
        except OSError:
            return 0.0


class Server:
    """One fork server that stands: `protection` is the level in force ("full", "strong", "partial", "none"), `layers` are the
    walls that make it, `better` says of each better form why it did not come up. `close` it. It is a `seam.Sandbox`.

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
        self.protection, self.layers = said[0], tuple(said[1:])
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

    def missing(self) -> dict[str, str]:
        """The walls that are not in force, and what mends each on this machine."""
        found = remedies(facts(), self.layers)
        if "bubblewrap" in found:
            found["bubblewrap"] = "\n".join((found["bubblewrap"], *dict.fromkeys(self.better)))
        return found

    @contextmanager
    def child(
        self, memory_mb: int, cpu_seconds: int, threads: int, peer: socket.socket | None = None
    ) -> Iterator[Forked]:
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
                child = Forked(ours, fds[0], cpu_seconds)
            except (OSError, IndexError) as error:
                raise Gone("the sandbox's fork server has gone") from error
            try:
                yield child
            finally:
                child.kill()
                self._reap(child)

    def _reap(self, child: Forked) -> None:
        os.close(child.pidfd)
        try:
            status, user, system, _ = STATUS.unpack(self.control.recv(64))
        except (OSError, struct.error) as error:
            raise Gone("the sandbox's fork server has gone") from error
        child.status, child.cpu = status, user + system


def _clock_of(pidfd: int) -> int:
    """The clock of another process's CPU time (clock_getcpuclockid): its number is made of the process's."""
    words = Path(f"/proc/self/fdinfo/{pidfd}").read_bytes().split()
    return ~int(words[words.index(b"Pid:") + 1]) << 3 | 2


def _readable(seconds: float, *descriptors: int) -> bool:
    """Wait until one of these has something to say, so long at the most; whether one has."""
    poll = select.poll()
    for descriptor in descriptors:
        poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(1e3 * seconds))


def start(protect: bool, judges: bool = False, packages: Sequence[str] = ()) -> Server:
    """A fork server, of students' processes or of `judges` of tests, with `packages` loaded, in the best form that comes up.

    Raises Interrupted where one was killed or took too long: a lower form would be no answer to that. Raises Refused where
    none comes up.
    """
    if not libc.LINUX:
        raise Refused("the sandbox is made of Linux; grade on Linux, in WSL2 or in a Linux container")
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
