"""Records as files of a folder, one a student."""

import json
from collections.abc import Callable
from functools import cache
from math import isfinite
from pathlib import Path

from autograder.grading.intake.submission import file_name
from autograder.grading.schema import record_schema
from autograder.model.record import SCHEMA, Record


def record_path(folder: Path, student: str) -> Path:
    """Where in `folder` a student's record is kept."""
    return folder / f"{file_name(student)}.json"


def record_text(record: Record) -> str:
    """A line a key, and a line a question: easy to read and to compare, at a tenth of the cost of full indentation.

    Raises ValueError for a number that JSON does not know.
    """

    def one(value: object) -> str:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)

    lines = []
    for key, value in record.items():
        told = one(value)
        if isinstance(value, list) and len(value) > 1:
            told = "[\n  " + ",\n  ".join(map(one, value)) + "\n ]"
        lines.append(f" {one(key)}: {told}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def read_record(path: Path) -> Record | None:
    """A record read back; None for a file that is no record of this version's form (docs/record.schema.json): left by another
    program or version, changed by hand so that something is missing, or cut off."""
    try:
        content = path.read_text(encoding="utf-8")
        record = _form()(json.loads(content, parse_constant=_finite, parse_float=_finite, parse_int=_whole))
    except (OSError, ValueError, RecursionError):
        return None
    return record if record["schema"] == SCHEMA else None


def _finite(text: str) -> float:
    value = float(text)
    if isfinite(value):
        return value
    raise ValueError(f"{text} is no number of a record")


def _whole(text: str) -> int:
    _finite(text)
    return int(text)


@cache
def _form() -> Callable[[object], Record]:
    """What returns a record, and raises ValueError for what is none. Keys of a later version are let be."""
    import fastjsonschema  # what is compiled takes a twentieth of a second, once, where records are read

    schema = record_schema()
    for one in (schema, *schema["$defs"].values()):
        one.pop("additionalProperties", None)
    form: Callable[[object], Record] = fastjsonschema.compile(schema)
    return form
