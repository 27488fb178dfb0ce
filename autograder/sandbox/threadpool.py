"""A stand-in for ``multiprocessing.pool.ThreadPool``, whose own workings need pipes that a sealed child cannot make."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any


class Result:
    """The answer of one call, some time from now."""

    def __init__(self, future: Future[Any]) -> None:
        self._future = future

    def get(self, timeout: float | None = None) -> Any:
        """Wait for the answer, or raise what the call raised."""
        return self._future.result(timeout)

    def wait(self, timeout: float | None = None) -> None:
        """Wait until the call has ended, whether well or not."""
        self._future.exception(timeout)

    def ready(self) -> bool:
        """Say whether the call has ended."""
        return self._future.done()


class ThreadPool:
    """The methods of the real pool that homework uses, on an ordinary executor."""

    def __init__(
        self, processes: int | None = None, initializer: Callable[..., Any] | None = None, initargs: Any = ()
    ) -> None:
        self._executor = ThreadPoolExecutor(processes, initializer=initializer, initargs=initargs)

    def apply_async(
        self, func: Callable[..., Any], args: Iterable[Any] = (), kwds: dict[str, Any] | None = None
    ) -> Result:
        """Call ``func`` in a thread."""
        return Result(self._executor.submit(func, *args, **(kwds or {})))

    def apply(
        self, func: Callable[..., Any], args: Iterable[Any] = (), kwds: dict[str, Any] | None = None
    ) -> Any:
        """Call ``func`` in a thread and wait for its answer."""
        return self.apply_async(func, args, kwds).get()

    def imap(self, func: Callable[..., Any], iterable: Iterable[Any], chunksize: int = 1) -> Iterator[Any]:
        """Call ``func`` with each element; the answers in order, as they come."""
        return self._executor.map(func, iterable, chunksize=chunksize)

    imap_unordered = imap

    def map(self, func: Callable[..., Any], iterable: Iterable[Any], chunksize: int = 1) -> list[Any]:
        """Call ``func`` with each element; all answers in order."""
        return list(self.imap(func, iterable, chunksize))

    def starmap(self, func: Callable[..., Any], iterable: Iterable[Any], chunksize: int = 1) -> list[Any]:
        """Call ``func`` with each tuple of arguments; all answers in order."""
        return self.map(lambda arguments: func(*arguments), iterable, chunksize)

    def map_async(self, func: Callable[..., Any], iterable: Iterable[Any]) -> Result:
        """Do what ``map`` does, in the background."""
        futures = [self._executor.submit(func, element) for element in iterable]
        return Result(self._executor.submit(lambda: [future.result() for future in futures]))

    def close(self) -> None:
        """Take no more calls."""
        self._executor.shutdown(wait=False)

    terminate = close

    def join(self) -> None:
        """Wait for all calls to end."""
        self._executor.shutdown(wait=True)

    def __enter__(self) -> ThreadPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
