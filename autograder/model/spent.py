"""What time is spent on: seconds by what was going on, each second counted once."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from time import perf_counter


class Spent:
    """Seconds by what was going on. What goes on inside of something else is not counted with it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._inside: list[str] = []
        self._since: float

    @contextmanager
    def on(self, what: str) -> Iterator[None]:
        """The time that the block takes."""
        self._tick()
        self._inside.append(what)
        try:
            yield
        finally:
            self._tick()
            self._inside.pop()

    def told(self, seconds: Mapping[str, float]) -> None:
        """Of what is going on now, so much went on something else, as somebody else says who may not be honest."""
        self._tick()
        for what, one in seconds.items():
            moved = min(max(one, 0.0), self.seconds[self._inside[-1]])
            self.seconds[self._inside[-1]] -= moved
            self.seconds[what] = self.seconds.get(what, 0.0) + moved

    def taken(self) -> dict[str, float]:
        """All so far, and begin anew."""
        seconds, self.seconds = self.seconds, {}
        return seconds

    def _tick(self) -> None:
        now = perf_counter()
        if self._inside:
            what = self._inside[-1]
            self.seconds[what] = self.seconds.get(what, 0.0) + now - self._since
        self._since = now
