"""The keys of messages: each has a text, each is sent by somebody, and mypy refuses any other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import autograder
from autograder.model.message import Key, Message, is_key, say
from autograder.words.catalogue import texts

PACKAGE = Path(autograder.__file__).parent
KEYS = frozenset(get_args(Key))
TYPE = PACKAGE / "model" / "message.py"


def sent(tree: ast.Module) -> Iterator[str]:
    """The keys that a module sends: constants where a message is made, where something is said to be a Key, or prefix*."""
    typed: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign) and "Key" in ast.unparse(node.annotation) and node.value:
            typed.add(ast.unparse(node.target))
            yield from constants(node.value)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            yield from constants(node.args[0]) if node.func.id in ("Message", "say", "word") else ()
    for node in ast.walk(tree):
        if typed and isinstance(node, ast.Assign):
            target = node.targets[0]
            if ast.unparse(target) in typed:
                yield from constants(node.value)
            elif isinstance(target, ast.Subscript) and ast.unparse(target.value) in typed:
                yield from constants(target.slice)
        elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            yield f"{node.values[0].value!s}*"


def constants(node: ast.AST) -> Iterator[str]:
    """The texts that a constant, a choice between some, or a table may be."""
    parts: list[ast.AST | None] = [node]
    if isinstance(node, ast.IfExp):
        parts = [node.body, node.orelse]
    elif isinstance(node, ast.Dict):
        parts = [*node.keys, *node.values]
    for part in parts:
        if part is not node and isinstance(part, ast.IfExp | ast.Dict):
            yield from constants(part)
        elif isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in PACKAGE.rglob("*.py"):
        if path != TYPE:
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def test_every_key_has_a_text() -> None:
    assert not KEYS - {*texts("en")}
    assert is_key("right")
    assert not is_key("students")


def test_every_key_is_sent() -> None:
    said = {key for _, tree in modules() for key in sent(tree)}
    prefixes = tuple(key[:-1] for key in said if key in ("kind_*", "claim_*"))
    assert len(prefixes) == 2
    assert not [key for key in KEYS if key not in said and not key.startswith(prefixes)]


def test_every_claim_with_a_sentence_is_made() -> None:
    """Keys put together from the name of a claim: that name stands in the kinds that make claims."""
    text = "".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "checks").rglob("*.py"))
    claims = [key.removeprefix("claim_") for key in KEYS if key.startswith("claim_")]
    assert claims
    assert not [claim for claim in claims if f'"{claim}"' not in text]


def test_a_message_may_be_said_by_name() -> None:
    assert say("value_missing", name="q") == Message("value_missing", {"name": "q"})
