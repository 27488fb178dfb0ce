"""Threads for children that may not create any: a few are started before the lock and parked until somebody starts one.

``threading`` and everything built on it (executors, timers) work as usual; when no parked thread is free, starting one
fails as on a machine that has run out of threads. A parked thread serves any number of starts, one after the other.
"""

from __future__ import annotations

# ruff: noqa: ARG001 - stand-ins accept all that the real ones accept
import _thread
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any

_STACK_BYTES = 1 << 20
Call = Callable[..., object]

_idle: list[_Parked] = []
_by_ident: dict[int, _Parked] = {}


class Handle:
    """What ``threading`` (3.13 and later) waits on: done once the work given to a parked thread has returned."""

    def __init__(self) -> None:
        self.ident = 0
        self._running = _thread.allocate_lock()

    def begin(self, ident: int) -> None:
        """Mark the work as begun by the thread ``ident``."""
        self.ident = ident
        self._running.acquire()

    def end(self) -> None:
        """Mark the work as done; harmless when it is already."""
        if self._running.locked():
            self._running.release()

    _set_done = end

    def is_done(self) -> bool:
        """Say whether the work has begun and returned."""
        return self.ident != 0 and not self._running.locked()

    def join(self, timeout: float | None = None) -> None:
        """Wait for the end, for at most ``timeout`` seconds (None or negative: without limit)."""
        if self._running.acquire(timeout=-1 if timeout is None or timeout < 0 else timeout):
            self._running.release()


class _Parked:
    """One thread that exists already: ``wake`` is released to hand it ``job``."""

    def __init__(self) -> None:
        self.wake = _thread.allocate_lock()
        self.wake.acquire()
        self.job: Callable[[], object] | None = None
        self.handle: Handle | None = None
        self.sentinel: _thread.LockType | None = None
        self.ident = 0

    def serve(self, parked: _thread.LockType) -> None:
        """Do one job after the other, for ever."""
        self.ident = _thread.get_ident()
        _by_ident[self.ident] = self
        _idle.append(self)
        parked.release()
        while True:
            self.wake.acquire()
            try:
                if self.job is not None:
                    self.job()
            except BaseException:  # threading reports errors itself; none may end the thread
                pass
            self._finish()

    def _finish(self) -> None:
        """Become free first, so that who waits for the end finds a free thread, then say that the work is done."""
        handle, sentinel = self.handle, self.sentinel
        self.job = self.handle = self.sentinel = None
        _idle.append(self)
        if handle is not None:
            handle.end()
        if sentinel is not None and sentinel.locked():
            sentinel.release()


def install(count: int) -> None:
    """Start ``count`` parked threads and let ``threading`` hand its work to them."""
    before = threading.stack_size(_STACK_BYTES)
    for _ in range(count):
        parked = _thread.allocate_lock()
        parked.acquire()
        _thread.start_new_thread(_Parked().serve, (parked,))
        parked.acquire()
    threading.stack_size(before)
    for module, name, replacement in (
        (_thread, "start_new_thread", _start),
        (_thread, "start_new", _start),
        (threading, "_start_new_thread", _start),
        (_thread, "start_joinable_thread", _start_joinable),
        (threading, "_start_joinable_thread", _start_joinable),
        (threading, "_ThreadHandle", Handle),
        (threading, "_set_sentinel", _set_sentinel),
    ):
        if hasattr(module, name):
            setattr(module, name, replacement)


def _start(function: Call, args: tuple[object, ...] = (), kwargs: Mapping[str, object] | None = None) -> int:
    """Hand a call to a parked thread, as ``_thread.start_new_thread`` would; return its identity."""
    return _hand_over(lambda: function(*args, **(kwargs or {})), None)


def _start_joinable(function: Call, handle: Handle | None = None, daemon: bool = True) -> Handle:
    """Hand a call to a parked thread, as ``_thread.start_joinable_thread`` (3.13) would."""
    handle = handle or Handle()
    _hand_over(function, handle)
    return handle


def _hand_over(job: Call, handle: Handle | None) -> int:
    """Wake a free thread for ``job``.

    Raises:
        RuntimeError: all of them are busy.
    """
    try:
        parked = _idle.pop()
    except IndexError:
        raise RuntimeError("can't start new thread") from None
    parked.job, parked.handle = job, handle
    if handle is not None:
        handle.begin(parked.ident)
    parked.wake.release()
    return parked.ident


def _set_sentinel() -> _thread.LockType:
    """Return the lock that tells ``threading`` (before 3.13) of the end of the work at hand."""
    lock = _thread.allocate_lock()
    parked = _by_ident.get(_thread.get_ident())
    if parked is not None:
        parked.sentinel = lock
    return lock


class Result:
    """The answer of one call, some time from now."""

    def __init__(self, future: Future[object]) -> None:
        self.get, self.wait, self.ready = future.result, future.exception, future.done


class ThreadPool:
    """Stands in for ``multiprocessing.pool.ThreadPool``, whose own workings need pipes that a sealed child cannot make: its methods that
    homework uses, on an ordinary executor."""

    def __init__(
        self, processes: int | None = None, initializer: Call | None = None, initargs: Any = ()
    ) -> None:
        self._executor = ThreadPoolExecutor(processes, initializer=initializer, initargs=initargs)
        self.close = self.terminate = partial(self._executor.shutdown, wait=False)
        self.join = self._executor.shutdown

    def apply_async(
        self, func: Call, args: Iterable[object] = (), kwds: dict[str, object] | None = None
    ) -> Result:
        """Call ``func`` in a thread."""
        return Result(self._executor.submit(func, *args, **(kwds or {})))

    def apply(self, func: Call, args: Iterable[object] = (), kwds: dict[str, object] | None = None) -> object:
        """Call ``func`` in a thread and wait for its answer."""
        return self.apply_async(func, args, kwds).get()

    def imap(self, func: Call, iterable: Iterable[object], chunksize: int = 1) -> Iterator[Any]:
        """Call ``func`` with each element; the answers in order, as they come."""
        return self._executor.map(func, iterable, chunksize=chunksize)

    imap_unordered = imap

    def map(self, func: Call, iterable: Iterable[object], chunksize: int = 1) -> list[object]:
        """Call ``func`` with each element; all answers in order."""
        return list(self.imap(func, iterable, chunksize))

    def starmap(self, func: Call, iterable: Iterable[object], chunksize: int = 1) -> list[object]:
        """Call ``func`` with each tuple of arguments; all answers in order."""
        return self.map(lambda arguments: func(*arguments), iterable, chunksize)

    def map_async(self, func: Call, iterable: Iterable[object]) -> Result:
        """Do what ``map`` does, in the background."""
        futures = [self._executor.submit(func, element) for element in iterable]
        return Result(self._executor.submit(lambda: [future.result() for future in futures]))

    def __enter__(self) -> ThreadPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
