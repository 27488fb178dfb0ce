"""What changed since the scores were last told: what was told then is remembered in `.scores` beside the records.

A run that finds the same scores leaves it alone, so that what changed last can be read until something changes again.
"""

import json
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from autograder.files import write_whole
from autograder.grading.changes import Change, change, outline
from autograder.model.record import Json, Record

FILE = ".scores"
Seen = Json
"""A record without what scores do not rest on."""


def seen_of(record: Record) -> Seen:
    """What is remembered of a record: all that `changes` looks at, with its stamps as a text."""
    return {**outline(record), "stamps": _alike(record)}


def _alike(record: Record) -> str:
    """The stamps as one text, held once for all records that have the same."""
    return sys.intern(json.dumps(record.get("stamps"), sort_keys=True))


@dataclass(frozen=True, slots=True)
class Since:
    """What changed when scores last did: the times before and after (ISO 8601), whose score changed, who is new, who is gone."""

    before: str
    after: str
    changes: list[Change] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def since_last(folder: Path, seen: Mapping[str, Seen]) -> Since | None:
    """What changed since the scores in `folder` were last told; None where they never were, or have not changed since.

    Remembers these ones. Where that cannot be written, nothing is remembered.
    """
    told = _read(folder)
    then: dict[str, Seen] = told.get("seen", {})
    changes = [one for name in sorted(then.keys() & seen.keys()) if (one := _change(then[name], seen[name]))]
    new, gone = sorted(seen.keys() - then.keys()), sorted(then.keys() - seen.keys())
    if told and not (changes or new or gone):
        return _since(told.get("since"))
    now = datetime.now(UTC).astimezone().isoformat(timespec="minutes")
    since = Since(told["at"], now, changes, new, gone) if told else None
    with suppress(OSError):
        write_whole(folder / FILE, _text(seen, now, since), lasting=False)
    return since


def _change(before: Seen, after: Seen) -> Change | None:
    old, new = ({**one, "stamps": json.loads(one["stamps"])} for one in (before, after))
    return change(old, new)  # type: ignore[arg-type]


def _text(seen: Mapping[str, Seen], now: str, since: Since | None) -> str:
    """The same stamps stand in nearly all records: each is written once."""
    stamps: dict[str, int] = {}
    short = {
        name: {**one, "stamps": stamps.setdefault(one["stamps"], len(stamps))} for name, one in seen.items()
    }
    kept = {"at": now, "since": asdict(since) if since else None, "stamps": list(stamps), "seen": short}
    return json.dumps(kept, ensure_ascii=False)


def _read(folder: Path) -> Json:
    """What was remembered; nothing where that is not there, or cannot be read."""
    try:
        kept = json.loads((folder / FILE).read_text(encoding="utf-8"))
        stamps = [str(one) for one in kept["stamps"]]
        for one in kept["seen"].values():
            one["stamps"] = stamps[one["stamps"]]
        return {"at": str(kept["at"]), "since": kept["since"], "seen": kept["seen"]}
    except (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return {}


def _since(kept: Json | None) -> Since | None:
    if not kept:
        return None
    changes = [
        Change(**{**one, "questions": tuple(map(tuple, one["questions"])), "why": tuple(one["why"])})
        for one in kept["changes"]
    ]
    return Since(**{**kept, "changes": changes})
