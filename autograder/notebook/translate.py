"""What notebooks hold that is not Python, as Python: magics, shell lines, a Python 2 cell. Line numbers stay."""

from __future__ import annotations

import re

from autograder.notebook.code import code

_MAGIC = re.compile(r"^(?P<space>[ \t]*)(?:(?P<assign>[\w ,]+=[ \t]*)?[%!]|\?)(?P<rest>.*)$")
_CELL_MAGIC = re.compile(r"^\s*%%(?P<name>\w+)(?P<rest>.*)")
_PYTHON_MAGICS = ("time", "timeit", "capture", "prun", "python", "python3", "pypy", "memit")
_SHOW_HELP = re.compile(r"^[ \t]*[\w.]+\?\??[ \t]*$")
_MODULE = re.compile(r"([\w/.-]*/)?(?P<name>\w+)\.py$")


def as_python(source: str, wanted: frozenset[str] = frozenset()) -> tuple[str, str]:
    """The source as Python 3, and what was left out or changed ("" for nothing).

    Lines that are no Python become `pass`. `wanted` are modules that the notebook imports: `%%writefile layers.py`
    runs where layers is one of them, as importing it would.
    """
    source = source.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "").replace("\u00a0", " ")
    if code(source).parses:
        return source, ""
    magic = _CELL_MAGIC.match(source)
    if magic:
        if magic["name"] not in _PYTHON_MAGICS and _written(source) not in wanted:
            return "", f"%%{magic['name']}"
        source = re.sub(r"\A(\s*)%%.*", r"\1pass", source)
    lines = [_plain_line(line) for line in source.split("\n")]
    left_out = [old.strip() for old, new in zip(source.split("\n"), lines, strict=True) if old != new]
    changed = "\n".join(lines)
    without = ", ".join(([f"%%{magic['name']}"] if magic else []) + left_out)[:200]
    ways = (
        (source, without),
        (changed, without),
        (_python2(changed), "Python 2"),
        (_python2(changed.expandtabs(8)), "Python 2: tabs and spaces mixed"),
    )
    return next(((text, note) for text, note in ways if code(text).parses), (changed, ""))


def _written(source: str) -> str:
    """The module that a %%writefile cell writes; "" for other cells."""
    magic = _CELL_MAGIC.match(source)
    module = (
        _MODULE.search(magic["rest"].strip()) if magic and magic["name"] in ("writefile", "file") else None
    )
    return module["name"] if module else ""


def _plain_line(line: str) -> str:
    match = _MAGIC.match(line)
    if match and not line.lstrip().startswith("%%"):
        if match["assign"]:
            return f"{match['space']}{match['assign']}[]"
        timed = re.match(r"(?:time|timeit)[ \t]+(.*)", match["rest"])
        return match["space"] + (timed[1] if timed and code(timed[1]).parses else "pass")
    if _SHOW_HELP.match(line):
        return "pass"
    return line


_PYTHON2 = (
    (re.compile(r"^(\s*(?:.*:\s*)?)print[ \t]+([^(=].*|\(.*\)\s*[%,].*)$"), r"\1print(\2)"),
    (re.compile(r"^(\s*)print[ \t]*$"), r"\1print()"),
    (re.compile(r"^(\s*except[ \t]+[\w.]+),[ \t]*(\w+)[ \t]*:"), r"\1 as \2:"),
    (re.compile(r"^(\s*raise[ \t]+[\w.]+),[ \t]*(.+)$"), r"\1(\2)"),
)


def _python2(source: str) -> str:
    """Python 2 statements as Python 3, line by line; only used where the cell would not parse otherwise."""
    lines = source.split("\n")
    for pattern, new in _PYTHON2:
        lines = [pattern.sub(new, line) for line in lines]
    return "\n".join(lines)
