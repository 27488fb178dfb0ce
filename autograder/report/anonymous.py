"""A short piece of a student's code that shows a mistake and names nobody."""

import builtins
import keyword
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from textwrap import dedent

from autograder.model.record import ItemRecord, QuestionRecord
from autograder.report.tokens import tokens
from autograder.words.clean import clean_lines

LONGEST = 9
"""Lines of a piece."""
_NEAR = 2
"""Lines before and after the one that raised, or that sets what is wrong."""
_DEF = re.compile(r"[ \t]*+def[ \t]++(\w++)")
_SETS = re.compile(r"[ \t]*+(?:self\.)?+([A-Za-z_]\w*+)[ \t]*+[-+*/]?+=(?!=)")
_ALONE = re.compile(r"[ \t]*+'…'[ \t]*+")
_PLAIN_STRING = re.compile(r"['\"][A-Za-z]{1,2}\d?+['\"]")
_PLAIN_NUMBER = re.compile(r"\d*+\.?+\d*+(?:[eE]\d*+)?+j?+")
_WORDS = re.compile(r"[^\W\d_][^\W\d_A-Z]*+")
_RUNS = re.compile(r"[^\W\d_]++")
_MOST_WORDS = 3
"""Words of a name that may be written together: of more nobody writes all."""
_LONG_NUMBER = 6
"""Digits: so many may be somebody's number."""
USUAL = frozenset([
    *keyword.kwlist, *dir(builtins),
    "self", "np", "numpy", "forward", "backward", "params", "grads", "grad", "dout", "args", "kwargs",
    "dot", "sum", "exp", "log", "T", "shape", "size", "ndim", "axis", "keepdims", "where", "maximum",
    "array", "zeros", "zeros_like", "copy", "reshape", "transpose", "mean", "sqrt", "mask", "out",
    "inputs", "weights", "bias", "loss", "layers", "layer", "predict", "gradient", "accuracy", "softmax",
    "sigmoid", "relu", "class",
])  # fmt: skip
"""Names that say nothing of who wrote them."""


def piece(question: QuestionRecord, mistake: str) -> str:
    """A few lines of the answer around the place at fault, as the student wrote them; "" where there is no source."""
    source = question["source"] or ""
    lines = clean_lines(source.strip("\n"), 400, 120)
    blamed = next((i for i in question["items"] if i["misconception"] == mistake and not i["passed"]), None)
    found = _raised(question, lines) or _defined(blamed, lines) or _set(blamed, lines) or range(len(lines))
    shown = [line for line in (lines[at] for at in found) if line.strip()]
    if len(shown) > LONGEST:
        shown = [shown[0], f"{_indent(shown[1])}…", *shown[2 - LONGEST :]]
    return dedent("\n".join(shown)).strip("\n")


def _raised(question: QuestionRecord, lines: list[str]) -> range | None:
    """The lines around the one that raised."""
    error = question["error"]
    at = error["line"] - question["first_line"] if error and error["line"] else -1
    return range(max(0, at - _NEAR), min(len(lines), at + _NEAR)) if 0 <= at < len(lines) else None


def _defined(item: ItemRecord | None, lines: list[str]) -> range | None:
    """The method that an item speaks of: `forward`, or what has `backward` or `grad` in its name."""
    if item is None or item["check"] in ("value", "derivative"):
        return None
    wanted = ("forward", "predict", "loss") if item["check"] == "forward" else ("backward", "grad", "forward")
    names = {at: match[1] for at, line in enumerate(lines) if (match := _DEF.match(line))}
    starts = [at for word in wanted for at, name in names.items() if word in name.lower()]
    starts = starts or list(names)
    return _block(lines, starts[0]) if starts else None


def _block(lines: list[str], start: int) -> range:
    """The lines of the definition that begins there."""
    depth = len(_indent(lines[start]))
    inside = range(start + 1, len(lines))
    end = next((at for at in inside if lines[at].strip() and len(_indent(lines[at])) <= depth), len(lines))
    return range(start, end)


def _set(item: ItemRecord | None, lines: list[str]) -> range | None:
    """The last line that sets what an item speaks of, with those before it."""
    of = set(item["of"]) if item else set()
    found = [at for at, line in enumerate(lines) if (match := _SETS.match(line)) and match[1] in of]
    return range(max(0, found[-1] - _NEAR), found[-1] + 1) if found else None


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def words_of(names: Iterable[str]) -> frozenset[str]:
    """The words of people's names that code might repeat, alone and put together: three letters at least, of Hangul and the like two."""
    found = set[str]()
    for name in names:
        words = [word.lower() for word in _WORDS.findall(name)]
        joined = ["".join(words), "".join(reversed(words))] if len(words) <= _MOST_WORDS else []
        found.update(word for word in (*words, *joined) if len(word) >= (3 if word.isascii() else 2))
    return frozenset(found)


def without_names(text: str, shared: Collection[str], people: frozenset[str] = frozenset()) -> str:
    """The code with comments left out, strings, long and odd numbers emptied, and names that are neither usual nor `shared`, or that
    have a word of `people` in them, replaced by name1, name2 …"""
    given: dict[str, str] = {}
    told: list[str] = []
    for kind, word in tokens(text):
        if kind == "comment":
            continue
        if kind == "string" and not _PLAIN_STRING.fullmatch(word):
            told.append("'…'")
        elif kind == "number" and not (
            _PLAIN_NUMBER.fullmatch(word) and sum(map(str.isdigit, word)) < _LONG_NUMBER
        ):
            told.append("…")
        elif kind == "name" and _telling(word, shared, people):
            told.append(given.setdefault(word, f"name{len(given) + 1}"))
        else:
            told.append(word)
    lines = ("".join(told)).split("\n")
    return "\n".join(line.rstrip() for line in lines if line.strip())


def _telling(name: str, shared: Collection[str], people: frozenset[str]) -> bool:
    """Whether a name in code may tell whose code it is: a longer one that nobody else uses, or with a word of a person's name."""
    if name in USUAL or (len(name) <= 2 and name.isascii()):
        return False
    parts = {part.lower() for form in (_WORDS, _RUNS) for part in form.findall(name)}
    # In Hangul no capital and no line parts a name from what stands beside it.
    whole = "" if name.isascii() else unicodedata.normalize("NFC", name)
    return name not in shared or bool(parts & people) or any(word in whole for word in people)


class Examples:
    """The shortest typical piece of code for each mistake of a question: of those that are the same but for blanks, comments and
    strings, the commonest, and of these the shortest. The order in which they come makes no difference."""

    def __init__(self) -> None:
        self._users: Counter[str] = Counter()
        self._forms: dict[str, dict[str, tuple[int, int, str]]] = {}

    def add(self, question: QuestionRecord, misconceptions: Iterable[str]) -> None:
        """Take one student's answer with these mistakes."""
        used: set[str] = set()
        for misconception in misconceptions:
            text, names, form = _read(piece(question, misconception))
            used |= names
            if form:
                forms = self._forms.setdefault(misconception, {})
                count, length, best = forms.get(form, (0, len(text), text))
                forms[form] = (count - 1, *min((length, best), (len(text), text)))
        self._users.update(used)

    def of(
        self, misconception: str, known: Collection[str] = (), people: frozenset[str] = frozenset()
    ) -> str:
        """The example of a mistake without anybody's name, or "": names that two students use, or that are `known`, stay."""
        forms = self._forms.get(misconception, {})
        shared = {name for name, users in self._users.items() if users > 1} | set(known)
        return without_names(min(forms.values())[2], shared, people) if forms else ""


def without_people(text: str, people: frozenset[str]) -> str:
    """The whole code without what says whose it is: comments, texts, long numbers, and names that have a word of `people` in them."""
    plain, names, _ = _read(text)
    return without_names(plain, names, people)


def _read(text: str) -> tuple[str, set[str], str]:
    """The code without comments, its names, and its form: without blanks and strings, too."""
    told, names, form = list[str](), set[str](), list[str]()
    for kind, word in tokens(text):
        if kind == "comment":
            continue
        told.append("'…'" if kind == "string" and not _PLAIN_STRING.fullmatch(word) else word)
        if kind == "name":
            names.add(word)
        if kind not in ("blank", "line", "string"):
            form.append(word)
    lines = "".join(told).split("\n")
    kept = (line.rstrip() for line in lines if line.strip() and not _ALONE.fullmatch(line))
    return "\n".join(kept), names, "".join(form)
