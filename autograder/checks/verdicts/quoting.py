"""Python's own words for an exception, where they can carry nothing that is hidden.

The message of an exception comes from the student's process, which holds the hidden inputs and may say anything. It is
quoted where it is one of the sentences below, word for word, whose blanks hold names that stand in the student's own
cells or in Python and numpy, small counts, and shapes; or where it stands in the student's cells as it is, or but for
one type whose name is such a name. Nothing else is ever repeated.
"""

from __future__ import annotations

import ast
import builtins
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

import numpy as np

from autograder.checks.verdicts.packages import package_behind
from autograder.model.message import Message
from autograder.notebook.code import code
from autograder.notebook.nearness import nearest
from autograder.sandbox.protocol import Raised

_PLAIN = re.compile(r"[\w ,.:;!?()'+*/=-]{1,200}")
"""A text of the student's own that is repeated: no markup, and not longer than a sentence."""

_ORDER = r"(n?,k),(k,m?)->(n?,m?)"
_SENTENCES = rf"""
{{name}}() takes {{n}} positional argument{{s}} but {{n}} {{was}} given
{{name}}() takes from {{n}} to {{n}} positional arguments but {{n}} {{was}} given
{{name}}() takes no arguments
{{name}}() takes no keyword arguments
{{name}}() takes no arguments ({{n}} given)
{{name}}() takes exactly one argument ({{n}} given)
{{name}}() takes exactly one argument (the instance to initialize)
{{name}}() missing {{n}} required positional argument{{s}}: {{names}}
{{name}}() missing {{n}} required keyword-only argument{{s}}: {{names}}
{{name}}() missing required argument '{{name}}' (pos {{n}})
{{name}}() got an unexpected keyword argument '{{name}}'
'{{name}}' is an invalid keyword argument for {{name}}()
isinstance() arg 2 must be a type, a tuple of types, or a union
exceptions must derive from BaseException
{{name}}() got multiple values for argument '{{name}}'
{{name}} expected at most {{n}} argument{{s}}, got {{n}}
{{name}} expected at least {{n}} argument{{s}}, got {{n}}
loop of ufunc does not support argument {{n}} of type {{name}} which has no callable {{name}} method
unsupported operand type(s) for {{op}}: '{{name}}' and '{{name}}'
bad operand type for unary {{op}}: '{{name}}'
'{{op}}' not supported between instances of '{{name}}' and '{{name}}'
can't multiply sequence by non-int of type '{{name}}'
can only concatenate {{name}} (not "{{name}}") to {{name}}
'{{name}}' object is not callable
'{{name}}' object is not iterable
'{{name}}' object is not subscriptable
'{{name}}' object is not reversible
'{{name}}' object does not support item assignment
'{{name}}' object cannot be interpreted as an integer
'{{name}}' object has no attribute '{{name}}'
type object '{{name}}' has no attribute '{{name}}'
module '{{name}}' has no attribute '{{name}}'
object of type '{{name}}' has no len()
unhashable type: '{{name}}'
argument of type '{{name}}' is not iterable
must be real number, not {{name}}
list indices must be integers or slices, not {{name}}
tuple indices must be integers or slices, not {{name}}
cannot unpack non-iterable {{name}} object
not enough values to unpack (expected {{n}}, got {{n}})
too many values to unpack (expected {{n}})
too many values to unpack (expected {{n}}, got {{n}})
name '{{name}}' is not defined
No module named '{{name}}'
cannot import name '{{name}}' from '{{name}}' (unknown location)
[Errno 2] No such file or directory: '{{text}}'
cannot access local variable '{{name}}' where it is not associated with a value
local variable '{{name}}' referenced before assignment
Can't instantiate abstract class {{name}} without an implementation for abstract method{{s}} {{names}}
Can't instantiate abstract class {{name}} with abstract method{{s}} {{bare}}
super(): no arguments
operands could not be broadcast together with shapes {{shape}} {{shape}}
operands could not be broadcast together with remapped shapes [original->remapped]: {{shape}} and requested shape {{shape}}
non-broadcastable output operand with shape {{shape}} doesn't match the broadcast shape {{shape}}
could not broadcast input array from shape {{shape}} into shape {{shape}}
operands could not be broadcast together with remapped shapes [original->remapped]: {{axes}}->{{axes}} {{axes}}->{{axes}}
einstein sum subscripts string contains too many subscripts for operand {{n}}
iteration over a 0-d array
len() of unsized object
shapes {{shape}} and {{shape}} not aligned: {{n}} (dim {{n}}) != {{n}} (dim {{n}})
matmul: Input operand {{n}} has a mismatch in its core dimension {{n}}, with gufunc signature {_ORDER} (size {{n}} is different from {{n}})
matmul: Input operand {{n}} does not have enough dimensions (has {{n}}, gufunc core with signature {_ORDER} requires {{n}})
cannot reshape array of size {{n}} into shape {{shape}}
axes don't match array
repeated axis in transpose
axis {{n}} is out of bounds for array of dimension {{n}}
index {{n}} is out of bounds for axis {{n}} with size {{n}}
too many indices for array: array is {{n}}-dimensional, but {{n}} were indexed
boolean index did not match indexed array along axis {{n}}; size of axis is {{n}} but size of corresponding boolean axis is {{n}}
boolean index did not match indexed array along dimension {{n}}; dimension is {{n}} but corresponding boolean dimension is {{n}}
list index out of range
tuple index out of range
list assignment index out of range
pop from empty list
invalid index to scalar variable.
only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices
arrays used as indices must be of integer (or boolean) type
The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()
only length-1 arrays can be converted to Python scalars
only size-1 arrays can be converted to Python scalars
only 0-dimensional arrays can be converted to Python scalars
setting an array element with a sequence.
setting an array element with a sequence. The requested array has an inhomogeneous shape after {{n}} dimensions. The detected shape was {{shape}} + inhomogeneous part.
only integer scalar arrays can be converted to a scalar index
zero-dimensional arrays cannot be concatenated
need at least one array to concatenate
need at least one array to stack
all input arrays must have the same shape
all the input arrays must have same number of dimensions, but the array at index {{n}} has {{n}} dimension(s) and the array at index {{n}} has {{n}} dimension(s)
all the input array dimensions except for the concatenation axis must match exactly, but along dimension {{n}}, the array at index {{n}} has size {{n}} and the array at index {{n}} has size {{n}}
array split does not result in an equal division
operands could not be broadcast together with shape {{shape}} {{shape}}
cannot select an axis to squeeze out which has size not equal to one
zero-size array to reduction operation {{name}} which has no identity
attempt to get {{name}} of an empty sequence
either both or neither of x and y should be given
Last {{n}} dimensions of the array must be square
{{n}}-dimensional array given. Array must be at least two-dimensional
Singular matrix
Integers to negative integer powers are not allowed.
negative dimensions are not allowed
assignment destination is read-only
output array is read-only
could not convert string to float: '{{text}}'
invalid literal for int() with base {{n}}: '{{text}}'
data type '{{text}}' not understood
Cannot interpret '{{text}}' as a data type
ufunc '{{name}}' did not contain a loop with signature matching types {{dtypes}} -> {{dtypes}}
ufunc '{{name}}' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''
Cannot cast ufunc '{{name}}' output from dtype('{{name}}') to dtype('{{name}}') with casting rule 'same_kind'
division by zero
float division by zero
math domain error
math range error
maximum recursion depth exceeded
maximum recursion depth exceeded in comparison
maximum recursion depth exceeded while calling a Python object
maximum recursion depth exceeded in __instancecheck__
'return' outside function
'yield' outside function
'break' outside loop
'continue' not properly in loop
duplicate argument '{{name}}' in function definition
name '{{name}}' is parameter and global
name '{{name}}' is used prior to global declaration
name '{{name}}' is assigned to before global declaration
no binding for nonlocal '{{name}}' found
nonlocal declaration not allowed at module level
EOF when reading a line
""".strip().splitlines()
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
    "text": "([^']{1,200})",
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
    values: dict[str, Any] = {"type": error.type_name, "line": line, "method": method}
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


def _unknown(error: Raised, values: dict[str, Any], cells: tuple[str, ...]) -> Message:
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
    if error.type_name in UNREADABLE and own:  # read here, whatever the message says
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
    known = words(cells)
    return _OURS.sub("Function", message) if "Function" in known and "Scale" not in known else message


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
    """A sentence fits, and whatever stands in its blanks is known."""
    if match is None:
        return False
    unwritten = (blank for blank in match.groups() if blank and blank not in _texts(cells))
    names = {name for blank in unwritten for name in _WORDS.findall(blank)} - {"and"}
    return names <= _PYTHON | words(cells)
