"""The form of a record as JSON Schema, made from its types: `python -m autograder.grading.schema > docs/record.schema.json`."""

import inspect
import json
from types import UnionType
from typing import Annotated, Any, Literal, NotRequired, get_args, get_origin, is_typeddict

from autograder.model import record
from autograder.model.record import Json

Schema = Json

_PLAIN = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}


def record_schema() -> Schema:
    """JSON Schema (2020-12) of a record; every object is closed."""
    definitions: dict[str, Schema] = {}
    top = _schema(record.Record, definitions)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **top, "$defs": definitions}


def _schema(kind: Any, definitions: dict[str, Schema]) -> Schema:
    """The schema of a type; what has a name of its own goes into `definitions`."""
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if isinstance(kind, str):  # the name of a type that speaks of itself: nested lists
        return _named(kind, getattr(record, kind), definitions)
    if is_typeddict(kind):
        return _named(kind.__name__, kind, definitions)
    if get_origin(kind) is Literal:
        return {"enum": list(get_args(kind))}
    if get_origin(kind) is Annotated:  # the word of an enumeration
        return {"enum": [member.value for member in kind.__metadata__[0]]}
    if get_origin(kind) is list:
        return {"type": "array", "items": _schema(get_args(kind)[0], definitions)}
    if get_origin(kind) is dict:  # by a name
        return {"type": "object", "additionalProperties": _schema(get_args(kind)[1], definitions)}
    if isinstance(kind, UnionType):
        return {"anyOf": [_schema(part, definitions) for part in get_args(kind)]}
    raise TypeError(f"{kind} has no form in JSON")


def _named(name: str, kind: Any, definitions: dict[str, Schema]) -> Schema:
    if name not in definitions:
        definitions[name] = {}  # there already, should it speak of itself
        definitions[name] = _object(kind, definitions) if is_typeddict(kind) else _schema(kind, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _object(kind: Any, definitions: dict[str, Schema]) -> Schema:
    keys = kind.__annotations__.items()
    values = {key: get_args(value)[0] if get_origin(value) is NotRequired else value for key, value in keys}
    return {
        "description": inspect.getdoc(kind),
        "type": "object",
        "properties": {key: _schema(value, definitions) for key, value in values.items()},
        "required": sorted(kind.__required_keys__, key=list(values).index),
        "additionalProperties": False,
    }


if __name__ == "__main__":
    print(json.dumps(record_schema(), indent=1, ensure_ascii=False))
