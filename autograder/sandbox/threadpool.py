"""A stand-in for ``multiprocessing.pool.ThreadPool``, whose own workings need pipes that a sealed child cannot make."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any


class Result:
    """The answer of one call, some time from now."""

    def __init__(self, future: Future[Any]) -> None:
        self.get, self.wait, self.ready = future.result, future.exception, future.done


class ThreadPool:
    """The methods of the real pool that homework uses, on an ordinary executor."""

    def __init__(
        self, processes: int | None = None, initializer: Callable[..., Any] | None = None, initargs: Any = ()
    ) -> None:
        self._executor = ThreadPoolExecutor(processes, initializer=initializer, initargs=initargs)
        self.close = self.terminate = partial(self._executor.shutdown, wait=False)
        self.join = self._executor.shutdown

    def apply_async(
        self, func: Callable[..., Any], args: Iterable[Any] = (), kwds: dict[str, Any] | None = None
    ) -> Result:
        """Call ``func`` in a thread."""
        return Result(self._executor.submit(func, *args, **(kwds or {})))

    def apply(self, func: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """Call ``func`` in a thread and wait for its answer."""
        return self.apply_async(func, *arguments, **named).get()

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

    def __enter__(self) -> ThreadPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
