"""Parts of the site that the program itself says: commands, the record, known mistakes; and the documents beside docs/.

A page has a blank for each, `<!-- made: commands -->` or `<!-- file: ARCHITECTURE.md -->`.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

from autograder.commands import HELP
from autograder.grading.schema import record_schema
from autograder.words.catalogue import misconceptions, said_of_misconceptions
from autograder.words.particles import resolved

DOCS = Path(__file__).parent
ROOT = DOCS.parent
PAGES = {
    "README.md": "index",
    "ARCHITECTURE.md": "architecture",
    "CONTRIBUTING.md": "contributing",
    "CHANGELOG.md": "changelog",
    "SECURITY.md": "reporting",
    "LICENSE": "licences",
    "tests/README.md": "tests",
    "docs/tour.py": "tour",
    "docs/record.schema.json": "record",
}
"""Documents that are pages under another name; those of docs/ have their own."""

_BLANK = re.compile(r"<!-- (made|file): (\S+) -->")
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(([^)#:\s]+)(#[^)\s]*)?\)")


def filled(text: str, docname: str) -> str:
    """A page's text with its blanks filled, and links to documents as links to their pages."""

    def fill(blank: re.Match[str]) -> str:
        kind, name = blank.groups()
        if kind == "made":
            return MADE[name]()
        document = ROOT / name
        return linked(document.read_text("utf-8"), document.parent)

    return linked(_BLANK.sub(fill, linked(text, (DOCS / docname).parent)), DOCS)


def linked(text: str, folder: Path) -> str:
    """Links of a document in `folder`, seen from docs/: to pages; what is no page of the site keeps its words alone."""

    def link(found: re.Match[str]) -> str:
        picture, words, target, anchor = found[1], found[2], found[3], found[4] or ""
        path = Path(os.path.normpath(folder / target))
        if not path.exists() or not path.is_relative_to(ROOT):
            return found[0]
        name = str(path.relative_to(ROOT))
        if name in PAGES:
            return f"[{words}]({PAGES[name]}.md{anchor})"
        if path.parent.is_relative_to(DOCS) and (picture or path.suffix == ".md"):
            return f"{picture}[{words}]({path.relative_to(DOCS)}{anchor})"
        return words

    return _LINK.sub(link, text)


def commands() -> str:
    """Every command with all that it takes, as `--help` says it."""
    return "\n".join(_command(name, text) for name, text in HELP.items())


def _command(name: str, text: str) -> str:
    parser = argparse.ArgumentParser(prog=f"autograder {name}")
    import_module(f"autograder.commands.{name}").arguments(parser)
    with patch.dict(os.environ, COLUMNS="100"):
        said = parser.format_help()
    return f"## {name}\n{text[0].upper()}{text[1:]}.\n\n```text\n{said}```\n"


def record() -> str:
    """Every object of a record, the record itself first, with its keys."""
    definitions: Mapping[str, Any] = record_schema()["$defs"]
    return "\n".join(_object(name, one) for name, one in definitions.items() if "properties" in one)


def _object(name: str, one: Mapping[str, Any]) -> str:
    said = str(one.get("description") or "")
    notes = dict(re.findall(r"^(\w+(?:, \w+)*) {2,}(.*(?:\n {3,}.*)*)", said, re.MULTILINE))
    about = re.split(r"\n(?=\w+(?:, \w+)* {2,})", said, maxsplit=1)[0]
    meaning = {key: " ".join(text.split()) for keys, text in notes.items() for key in keys.split(", ")}
    rows = [
        f"| `{key}` | {_kind(value)} | {'' if key in one['required'] else 'where known: '}{meaning.get(key, '')} |"
        for key, value in one["properties"].items()
    ]
    return "\n".join([f"## {name}", about, "", "| key | holds | about |", "|---|---|---|", *rows, ""])


def _kind(value: Mapping[str, Any]) -> str:
    """What a key holds, in words."""
    if "$ref" in value:
        name = value["$ref"].rsplit("/", 1)[1]
        return name if name in ("Numbers", "Marks") else f"[{name}](#{name.lower()})"
    if "anyOf" in value:
        return " or ".join(map(_kind, value["anyOf"]))
    if "enum" in value:
        return ", ".join(f"`{one}`" for one in value["enum"])
    if value.get("type") == "array":
        return f"list of {_kind(value['items'])}"
    if "additionalProperties" in value:
        return f"by name: {_kind(value['additionalProperties'])}"
    return str(value.get("type", "anything"))


def known_mistakes() -> str:
    """The table of misconceptions: id, what the code does, and the question to think about, in English and Korean."""
    return "\n".join(_mistakes())


def _mistakes() -> Iterator[str]:
    english, korean = said_of_misconceptions("en"), said_of_misconceptions("ko")
    yield "| id | what the code does, and what its author is asked | 코드가 하는 일과 생각해 볼 질문 |\n|---|---|---|"
    for name in misconceptions():
        said = [f"{one[name]['description']}<br>*{one[name]['nudge']}*" for one in (english, korean)]
        said[1] = resolved(said[1])
        yield f"| `{name}` | {' | '.join(text.replace('|', '&#124;') for text in said)} |"


MADE = {"commands": commands, "record": record, "misconceptions": known_mistakes}
"""By the name in a blank."""
