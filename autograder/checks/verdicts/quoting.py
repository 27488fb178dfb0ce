"""Python's own words for an exception, where they can carry nothing that is hidden.

The message of an exception comes from the student's process, which holds the hidden inputs and may say anything. It is
quoted where it is one of the sentences in sentences.txt, word for word, whose blanks hold names that stand in the student's own
cells or in Python and numpy, small counts, and shapes; or where it stands in the student's cells as it is, or but for
one type whose name is such a name. Nothing else is ever repeated.
"""

import ast
import builtins
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from autograder.checks.verdicts.packages import package_behind
from autograder.model.message import Message
from autograder.notebook.code import code
from autograder.notebook.nearness import nearest
from autograder.sandbox.protocol import Raised

_PLAIN = re.compile(r"[\w ,.:;!?()'+*/=-]{1,200}")
"""A text of the student's own that is repeated: no markup, and not longer than a sentence."""

_SENTENCES = Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8").splitlines()
"""Sentences of Python and numpy, a line each, with blanks."""
_NAME = r"[^\W\d]\w{0,59}"
_DTYPE = r"(?:dtype\('[<>|]?\w{1,12}'\)|<class 'numpy\.dtypes\.\w{1,30}'>|None)"
_BLANKS = {
    "name": rf"({_NAME}(?:\.{_NAME})*)",
    "names": rf"('{_NAME}'(?:, '{_NAME}')*(?:,? and '{_NAME}')?)",
    "bare": rf"({_NAME}(?:, {_NAME})*)",
    "n": r"-?\d{1,3}",
    "shape": r"\((?:\d{1,3}(?:, ?\d{1,3})*,?)?\)",
    "axes": r"\((?:(?:\d{1,3}|newaxis)(?:, ?(?:\d{1,3}|newaxis))*,?)?\)",
    "op": r"(?:[-+*/@%&|^<>=!]{1,3}|\*\* or pow\(\)|divmod\(\))",
    "text": "(?P<text>[^']{1,200})",
    "dtypes": rf"(?:None|\({_DTYPE}(?:, {_DTYPE})*\))",
    "s": "s?",
    "was": "(?:was|were)",
}


_HOLE = re.compile(r"\{(\w+)\}")


def _pattern(sentence: str) -> str:
    pieces = _HOLE.split(sentence)
    return "".join(_BLANKS[one] if at % 2 else re.escape(one) for at, one in enumerate(pieces))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The sentences as patterns: made when the first exception is told, for that takes a while."""
    return tuple(re.compile(_pattern(sentence) + " ?") for sentence in _SENTENCES)


_FIELD = re.compile(r"\{[^{}]*\}|%[sr]")
_OURS = re.compile(r"\bScale\b")
"""The class that framework questions derive from the student's Function."""
UNREADABLE = frozenset({"SyntaxError", "IndentationError", "TabError"})
"""Exceptions of a cell of which nothing was run."""
NUMPYS = frozenset({"AxisError", "UFuncTypeError", "LinAlgError", "_UFuncNoLoopError"})
"""Exceptions of numpy's own."""
_PYTHON = frozenset(
    {
        "a", "b", "_sum", "_mean", "_amax",
        "NoneType", "function", "method", "builtin_function_or_method", "module", "generator", "ufunc", "numpy",
        "math", "ndarray", "dict_values", "dict_keys", "dict_items", "odict_values", "odict_items", "OrderedDict",
        "collections", "list_reverseiterator", "method_descriptor", "wrapper_descriptor", "partial", "multiarray",
        "_NoValueType", "__init__", "__call__", *dir(builtins), *dir(np), *dir(np.ndarray),
    }
)  # fmt: skip
"""Names of Python's and numpy's own that messages speak of."""


def raised(error: Raised, where: str = "", cells: tuple[str, ...] = (), own: tuple[str, ...] = ()) -> Message:
    """An exception of student code: its type, the place in the cell, what Python says of it where that may be repeated, or
    the name it speaks of; `cells` are the student's, `own` those that the question is asked after."""
    line, method = _line(error, cells, own), where or None
    values: dict[str, object] = {"type": error.type_name, "line": line, "method": method}
    if error.type_name == "NotImplementedError":
        return Message("not_written", {"method": method, "line": line})
    if package := package_behind(error, cells):
        return Message("package_missing", {"name": error.name, "package": package, "line": line})
    if error.type_name in ("NameError", "UnboundLocalError") and error.name:
        return _unknown(error, values, cells)
    said = quoted(error, cells)
    if said is None and error.name:
        return Message("raised_name", {**values, "name": error.name})
    if said is None:
        return Message("raised", values)
    close, there = _set_as(error, cells)
    return Message("raised_said", {**values, "said": said, "close": close, "set": there})


def _line(error: Raised, cells: tuple[str, ...], own: tuple[str, ...]) -> int | Message | None:
    """The line where an exception was raised, with what stands there where the cell is not the last of `own`, the answer's."""
    there = cells[error.cell] if 0 <= error.cell < len(cells) else ""
    lines = there.split("\n")
    if not own or not there or there == own[-1] or not 0 < error.line <= len(lines):
        return error.line or None
    return Message("line_elsewhere", {"line": error.line, "text": lines[error.line - 1].strip()[:_SHOWN]})


_SHOWN = 60
"""Characters of a line of another cell that are shown."""


def _unknown(error: Raised, values: dict[str, object], cells: tuple[str, ...]) -> Message:
    """A name that stands for nothing: it comes from a file that was not handed in, or may, where everything is taken from one and
    nothing here is called like that."""
    of = {"name": error.name, "line": values["line"]}
    if named := _imported_from(error.name, cells):
        return Message("not_handed_in", {**of, "module": named[-1]})
    everything = [module for module in _imported_from("*", cells) if not _is_known(module)]
    if everything and nearest(error.name, frozenset().union(*(code(cell).bound for cell in cells))) is None:
        return Message("perhaps_not_handed_in", {**of, "module": everything[-1]})
    return Message("raised_name", {**values, "name": error.name})


def _imported_from(name: str, cells: tuple[str, ...]) -> list[str]:
    """The modules from which a name is imported."""
    froms = (n for cell in cells for n in code(cell).nodes if isinstance(n, ast.ImportFrom))
    return [n.module or one.name for n in froms for one in n.names if name == (one.asname or one.name)]


def _is_known(module: str) -> bool:
    """A module of Python's own, or numpy."""
    return module.partition(".")[0] in {"numpy", *sys.stdlib_module_names}


_OWNER = re.compile(r"'(\w++)' object")


def _set_as(error: Raised, cells: tuple[str, ...]) -> tuple[str | None, int | None]:
    """The name under which an attribute of the student's own class is set instead, and in which line of the cell."""
    said = _OWNER.match(error.message)
    owner = said[1] if said else ""
    found = {n.attr: (n.lineno, cell) for cell in cells for n in _set_in(cell, owner)}
    close = nearest(error.name, found)
    if close is None:
        return None, None
    line, cell = found[close]
    return close, line if 0 <= error.cell < len(cells) and cells[error.cell] == cell else None


def _set_in(cell: str, owner: str) -> Iterator[ast.Attribute]:
    for one in code(cell).classes:
        if one.name == owner:
            stores = (n for n in ast.walk(one) if isinstance(n, ast.Attribute))
            yield from (n for n in stores if isinstance(n.ctx, ast.Store))


def quoted(error: Raised, cells: tuple[str, ...]) -> str | None:
    """The message of an exception, where it may be repeated to the student whose cells these are."""
    message = _renamed(error.message.strip(), cells)
    own = code(cells[error.cell]).error if 0 <= error.cell < len(cells) else None
    if own:  # read here, whatever the message says
        return own.msg.rstrip("?.")
    if error.type_name == "KeyError":
        key = message[1:-1] if message[:1] == message[-1:] == "'" else ""
        return message if key in _texts(cells) else None
    known = message in _texts(cells) or any(_is_plain(one, cells) for one in _readings(message, cells))
    return message.rstrip(".") if known else None


def _readings(message: str, cells: tuple[str, ...]) -> Iterator[re.Match[str] | None]:
    """A message as each sentence that it may be: one of Python's, or a text of the student's own that a type was put into."""
    yield from (one.fullmatch(message) for one in _patterns())
    for before, after in _of_types(cells):
        if message.startswith(before) and message.endswith(after):
            yield _TYPE.fullmatch(message, len(before), len(message) - len(after))


def _renamed(message: str, cells: tuple[str, ...]) -> str:
    """A message that speaks of the student's Function where it speaks of ours, whose name nobody knows."""
    return message if "Scale" in words(cells) else _OURS.sub("Function", message)


def vouched(error: Raised, cells: tuple[str, ...]) -> Raised:
    """An exception with nothing but its message left that might say something hidden: its type is Python's or numpy's own
    or stands in the student's cells, and so does its name; its line is one of theirs."""
    kind = vars(builtins).get(error.type_name)
    own = error.type_name in NUMPYS or (isinstance(kind, type) and issubclass(kind, BaseException))
    inside = 0 <= error.cell < len(cells) and 0 <= error.line <= cells[error.cell].count("\n") + 1
    return replace(
        error,
        type_name=error.type_name if own or error.type_name in words(cells) else "Exception",
        name=error.name if error.name in words(cells) else "",
        line=error.line if inside else 0,
    )


def repeatable(error: Raised, cells: tuple[str, ...]) -> Raised:
    """An exception of a cell for people to read: vouched for, and its message where that may be repeated."""
    sure = vouched(error, cells)
    return replace(sure, message=quoted(sure, cells) or "")


_WORD = re.compile(rf"\b{_NAME}\b")
_WORDS = re.compile(_NAME)


@lru_cache(maxsize=4)  # of one submission
def words(cells: tuple[str, ...]) -> frozenset[str]:
    """Every word of a student's cells that can be a name."""
    return frozenset(word for cell in cells for word in _WORD.findall(cell))


@lru_cache(maxsize=4)
def _texts(cells: tuple[str, ...]) -> frozenset[str]:
    """Every text that is written in a student's cells."""
    nodes = (node.value for cell in cells for node in code(cell).nodes if isinstance(node, ast.Constant))
    return frozenset(one for one in nodes if isinstance(one, str) and _PLAIN.fullmatch(one))


_TYPE = re.compile(rf"<class '{_BLANKS['name']}'>|{_BLANKS['name']}")


@lru_cache(maxsize=4)
def _of_types(cells: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """What the student's own code may say before and after a type: texts of theirs with one blank, or with a type before them."""
    nodes = (node.value for cell in cells for node in code(cell).nodes if isinstance(node, ast.Constant))
    texts = dict.fromkeys(one for one in nodes if isinstance(one, str) and 4 < len(one) < 200)
    pieces = (_FIELD.split(one) if _FIELD.search(one) else ["", one] for one in texts)
    return tuple((one[0], one[1]) for one in pieces if len(one) == 2 and _PLAIN.fullmatch("".join(one)))


def _is_plain(match: re.Match[str] | None, cells: tuple[str, ...]) -> bool:
    """A sentence fits, and whatever stands in its blanks is known: a text as it is, of anything else the names."""
    if match is None:
        return False
    if text := match.groupdict().get("text"):
        return text in _texts(cells)
    names = {name for blank in match.groups() if blank for name in _WORDS.findall(blank)} - {"and"}
    return names <= _PYTHON | words(cells)
