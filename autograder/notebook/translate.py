"""What notebooks hold that is not this Python, as such: magics, shell lines, a Python 2 cell, a newer Python's. Line numbers stay."""

import re
from collections.abc import Callable

from autograder.notebook.bounds import MAX_LINE
from autograder.notebook.code import code

# Possessive throughout: what a pattern has taken it never tries again, so that it takes as long as its line is.
_MAGIC = re.compile(r"(?P<space>[ \t]*+)(?:(?P<assign>[\w,][\w ,]*+=[ \t]*+)?[%!]|\?)(?P<rest>.*+)")
_CELL_MAGIC = re.compile(r"(?P<before>\s*+)%%(?P<name>\w++)(?P<rest>.*+)")
_PYTHON_MAGICS = ("time", "timeit", "capture", "prun", "python", "python3", "pypy", "memit")
_SHOW_HELP = re.compile(r"[ \t]*+[\w.]++\?\??+[ \t]*+")
_TIMED = re.compile(r"(?:timeit|time)[ \t]++(.*+)")
_INDENTED = 200
"""Blanks at the beginning of a line, of which tabs become eight each."""


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
        source = f"{magic['before']}pass{source[magic.end() :]}"
    changed = _by_line(_plain_line, source)
    lines = zip(source.split("\n"), changed.split("\n"), strict=True)
    left_out = [old.strip()[:200] for old, new in lines if old != new]
    without = ", ".join(([f"%%{magic['name']}"] if magic else []) + left_out)[:200]
    ways = (
        (source, without),
        (changed, without),
        (_by_line(_older_line, changed), "Python 3.12"),
        (_python2(changed), "Python 2"),
        (_python2(_by_line(_untabbed, changed)), "Python 2: tabs and spaces mixed"),
    )
    return next(((text, note) for text, note in ways if code(text).parses), (changed, ""))


def _by_line(change: Callable[[str], str], source: str) -> str:
    """The source with every line changed but those that are too long to be anything but data."""
    lines = source.split("\n")
    return "\n".join([change(line) if len(line) <= MAX_LINE else line for line in lines])


def _written(source: str) -> str:
    """The module that a %%writefile cell writes; "" for other cells."""
    magic = _CELL_MAGIC.match(source)
    if magic is None or magic["name"] not in ("writefile", "file"):
        return ""
    file = "".join(magic["rest"].split()[-1:]).rpartition("/")[2]
    return file.removesuffix(".py") if file.endswith(".py") else ""


def _plain_line(line: str) -> str:
    match = _MAGIC.fullmatch(line)
    if match and not line.lstrip().startswith("%%"):
        if match["assign"]:
            return f"{match['space']}{match['assign']}[]"
        timed = _TIMED.fullmatch(match["rest"])
        return match["space"] + (timed[1] if timed and code(timed[1]).parses else "pass")
    if _SHOW_HELP.fullmatch(line):
        return "pass"
    return line


def _untabbed(line: str) -> str:
    """A line indented by blanks alone."""
    text = line.lstrip(" \t")
    indent = line[: len(line) - len(text)]
    return indent.expandtabs(8) + text if len(indent) <= _INDENTED else line


_NAMED_TYPE = re.compile(r"^([ \t]*+)type[ \t]++(\w++)(?:\[[^\]\n]*+\])?[ \t]*+=")
_OF_TYPES = re.compile(r"^([ \t]*+(?:async[ \t]++)?(?:def|class)[ \t]++\w++)\[[^\]\n]*+\]")


def _older_line(line: str) -> str:
    """Without what Python 3.12 brought: `type Rows = list`, which is any type then and never looked at, `def f[T](x)`."""
    return _OF_TYPES.sub(r"\1", _NAMED_TYPE.sub(r"\1\2 = object or", line))


_PRINT = re.compile(r"(?:^|:)[ \t]*+print(?![^ \t])")
_GOES_ON = re.compile(r"\)\s*+[%,]")
_EXCEPT = re.compile(r"([ \t]*+except[ \t]++[\w.]++),[ \t]*+(\w++)[ \t]*+:")
_RAISE = re.compile(r"([ \t]*+raise[ \t]++[\w.]++),[ \t]*+(.++)")


def _python2(source: str) -> str:
    """Python 2 statements as Python 3, line by line; only used where the cell would not parse otherwise."""
    return _by_line(_python2_line, source)


def _python2_line(line: str) -> str:
    if found := _RAISE.fullmatch(line):
        return f"{found[1]}({found[2]})"
    if found := _EXCEPT.match(line):
        line = f"{found[1]} as {found[2]}:{line[found.end() :]}"
    found = _PRINT.search(line)
    if found is None:
        return line
    told = line[found.end() :].lstrip(" \t")
    called = told.startswith("(") and not _GOES_ON.search(told)
    return line if called or told.startswith("=") else f"{line[: found.end()]}({told})"
