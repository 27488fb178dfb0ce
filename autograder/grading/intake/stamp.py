"""When something was handed in: nbgrader's timestamp.txt, "2027-03-12 23:59:00.000000 KST", as a moment.

The letters that a zone is called by are not unique: IST is India, Israel and Ireland. They are looked up in the course's zone, then in all
zones as they are at that moment; where these do not agree, nobody guesses.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from autograder.model.message import tell
from autograder.notebook.handed_in import beginning_of
from autograder.words.clean import clean

MAX_BYTES = 200
EXAMPLE = tell("write it like 2027-03-12 23:59:00 +0900")

_STAMP = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]++)?+)?+)\s*+(.*+)"
)
_OFFSET = re.compile(r"([+-][0-9]{2}):?([0-9]{2})?")


def read_stamp(path: Path, zone: tzinfo | None) -> datetime | str:
    """The moment that a timestamp.txt tells, by `zone` of the course where its letters alone do not say it; or in words why it tells none."""
    try:
        text = beginning_of(path, MAX_BYTES).decode("ascii").strip().partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError):
        return tell("{name} cannot be read; {example}", name=path.name, example=EXAMPLE)
    moment = moment_of(text, zone)
    if isinstance(moment, datetime):
        return moment
    return tell('{name} says "{text}": {why}', name=path.name, text=clean(text, 60), why=moment)


def moment_of(text: str, zone: tzinfo | None) -> datetime | str:
    """The moment of a date, a time and a zone: letters, an offset, an IANA name, or none, which is UTC. A text says why there is none."""
    match = _STAMP.fullmatch(text)
    if not match:
        return tell("that is no date and time; {example}", example=EXAMPLE)
    try:
        naive = datetime.fromisoformat(f"{match[1]}T{match[2]}")
        offset = _offset(naive, match[3], zone)
        if isinstance(offset, str):
            return offset
        moment = naive.replace(tzinfo=UTC if not offset else timezone(offset))
        moment.astimezone(UTC)
    except (ValueError, OverflowError):  # no such day, or none in UTC
        return tell("there is no such day or time; {example}", example=EXAMPLE)
    return moment


def _offset(naive: datetime, name: str, zone: tzinfo | None) -> timedelta | str:
    """How far that zone is from UTC then; or why nobody knows."""
    if name in ("", "Z", "UTC"):
        return timedelta()
    if match := _OFFSET.fullmatch(name):
        return _hours(match[1], match[2] or "00")
    own = _called(naive, name, zone) if zone else set()
    if len(own) == 1:
        return own.pop()
    found = frozenset() if "/" in name else _anywhere(naive, name)
    if not found:
        return _of_place(naive, name)
    if isinstance(zone, timezone) and (at := zone.utcoffset(naive)) in found:  # it has no letters of its own
        return at
    if len(found) == 1:
        return next(iter(found))
    several = ", ".join(_said(at) for at in sorted(found))
    return tell(
        "{name} is several zones then ({several}), and not the course's; {example}",
        name=name,
        several=several,
        example=EXAMPLE,
    )


def _hours(hours: str, minutes: str) -> timedelta:
    size = timedelta(hours=int(hours[1:]), minutes=int(minutes))
    return -size if hours[0] == "-" else size


def _of_place(naive: datetime, name: str) -> timedelta | str:
    try:
        found = naive.replace(tzinfo=ZoneInfo(name)).utcoffset()
    except (KeyError, ValueError, OSError):
        found = None
    if found is None:
        return tell("there is no zone {name}; {example}", name=clean(name, 40), example=EXAMPLE)
    return found


@lru_cache(maxsize=10_000)
def _anywhere(naive: datetime, name: str) -> frozenset[timedelta]:
    """How far those zones are from UTC that are called so at that moment, of all zones there are."""
    return frozenset(at for zone in _zones() for at in _called(naive, name, zone))


@lru_cache(maxsize=1)
def _zones() -> list[ZoneInfo]:
    return [ZoneInfo(name) for name in sorted(available_timezones())]


def _called(naive: datetime, name: str, zone: tzinfo) -> set[timedelta]:
    """How far a zone is from UTC then, if it is called so: of an hour that a clock shows twice, the letters say which."""
    both = (naive.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    return {at for one in both if one.tzname() == name and (at := one.utcoffset()) is not None}


def _said(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    return f"UTC{'+' if minutes >= 0 else '-'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
