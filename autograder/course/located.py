"""YAML read without losing the place: each value knows its file and line, and what it is called in a message.

The public face is `read`, which gives the root `Value`. A value is taken out by saying what it must be (`text`, `number`,
`mapping`, …); anything else raises `CourseError` with the line and what to write instead.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

import yaml

from autograder.course.suggestion import suggest
from autograder.model.errors import CourseError
from autograder.model.question import Text
from autograder.words.catalogue import languages

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONSTRUCTOR = yaml.constructor.SafeConstructor()
_EXPONENT = re.compile(r"[-+]?\d+(\.\d*)?[eE][-+]?\d+")  # YAML 1.1 takes 1e-9 for a text
_PERCENT = re.compile(r"\s*(\d+(?:\.\d+)?)\s*%\s*")
_COMMA = re.compile(r"[-+]?\d+,\d+")
_DEEPEST = 8  # nothing in a course is nested deeper; an alias to its own parent is, for ever


@dataclass(frozen=True, slots=True)
class Value:
    """One YAML value: `node` as composed, `name` as a message calls it, `path` of its file."""

    path: Path
    node: yaml.Node
    name: str

    @property
    def line(self) -> int:
        """Line of the file, from 1."""
        return int(self.node.start_mark.line) + 1

    @property
    def is_list(self) -> bool:
        """A YAML sequence."""
        return isinstance(self.node, yaml.SequenceNode)

    @property
    def is_mapping(self) -> bool:
        """A YAML mapping."""
        return isinstance(self.node, yaml.MappingNode)

    def fail(self, message: str) -> NoReturn:
        """Raise CourseError at this line."""
        raise CourseError(self.path, self.line, message)

    def mapping(self, known: Collection[str] | None = None, required: Iterable[str] = ()) -> dict[str, Value]:
        """Values by key, each key once; with `known`, any other key is an error; `required` keys must be there."""
        if not isinstance(self.node, yaml.MappingNode):
            self._wrong("a mapping (key: value)")
        values: dict[str, Value] = {}
        for key_node, node in self.node.value:
            key = Value(self.path, key_node, "a key")
            word = key_node.value if isinstance(key_node, yaml.ScalarNode) else key.text()
            if word in values:
                key.fail(
                    f'the key "{word}" stands twice in {self.name}; keep one (the first is in line {values[word].line})'
                )
            if known is not None and word not in known:
                key.fail(
                    f'unknown key "{word}" in {self.name}; {_comma(word, _is_alone(node), values) or suggest(word, known)}'
                )
            values[word] = Value(self.path, node, word)
        for word in required:
            if word not in values:
                self.fail(f'{self.name} has no "{word}"; add "{word}: …"')
        return values

    def items(self) -> list[Value]:
        """The values of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            self._wrong("a list ([a, b], or lines that start with -)")
        return [Value(self.path, node, f"{self.name}[{index}]") for index, node in enumerate(self.node.value)]

    def filled(self) -> list[Value]:
        """The values of a list that must not be empty."""
        return self.items() or self.fail(f"{self.name} is empty; it needs at least one entry")

    def scalar(self) -> object:
        """A text, number, boolean, None, date or datetime, as YAML 1.1 has it."""
        if not isinstance(self.node, yaml.ScalarNode):
            self._wrong("a single value")
        if not self.node.style and _EXPONENT.fullmatch(self.node.value):
            return float(self.node.value)
        try:
            return _CONSTRUCTOR.construct_object(self.node)
        except (yaml.YAMLError, ValueError):
            self.fail(f'{self.name}: "{self.node.value}" cannot be read; write a plain text, number or date')

    def text(self) -> str:
        """A text that is not empty."""
        value = self.scalar()
        if not isinstance(value, str) or not value.strip():
            self._wrong("a text (put it in quotes if it looks like something else)")
        return value

    def matching(self, pattern: re.Pattern[str], meaning: str) -> str:
        """A text of that form."""
        word = self.text()
        if not pattern.fullmatch(word):
            near = re.sub(r"\W+", "_", word, flags=re.ASCII).strip("_").lower()
            example = f', for instance "{near}"' if pattern.fullmatch(near) else ""
            self.fail(f'{self.name} "{word}" is wrong; write {meaning}{example}')
        return word

    def one_of(self, known: Collection[str]) -> str:
        """One of the known words."""
        word = self.text()
        if word not in known:
            self.fail(f'unknown {self.name} "{word}"; {suggest(word, known)}')
        return word

    def number(self, low: float = -math.inf, high: float = math.inf) -> float:
        """A finite number from `low` to `high`; integers stay integers."""
        value = self.scalar()
        if isinstance(value, str) and _COMMA.fullmatch(value):
            self.fail(f'{self.name} is "{value}"; write it with a point: {value.replace(",", ".")}')
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            self._wrong("a finite number")
        if not low <= value <= high:
            bounds = f"from {low:g} to {high:g}" if math.isfinite(high) else f"of at least {low:g}"
            self.fail(f"{self.name} is {value:g}; write a number {bounds}")
        return value

    def flag(self) -> bool:
        """True or false."""
        value = self.scalar()
        if not isinstance(value, bool):
            self._wrong("true or false")
        return value

    def share(self) -> float:
        """A part of the whole, 0 … 1: a number, or a text in percent."""
        percent = _PERCENT.fullmatch(str(self.scalar()))
        share = float(percent[1]) / 100 if percent else float(self.number())
        if not 0 <= share <= 1:
            self.fail(f"{self.name} is {self.scalar()}; write 0% to 100%, or 0 to 1")
        return share

    def plain(self, depth: int = 0) -> object:
        """The value as immutable-by-habit Python data: lists as tuples, mappings as dicts (they travel to other processes)."""
        if depth > _DEEPEST:
            self.fail(f"{self.name} is nested too deeply; write it flat")
        if isinstance(self.node, yaml.SequenceNode):
            return tuple(item.plain(depth + 1) for item in self.items())
        if isinstance(self.node, yaml.MappingNode):
            return {key: value.plain(depth + 1) for key, value in self.mapping().items()}
        return self.scalar()

    def called(self, name: str) -> Value:
        """The same value under another name."""
        return replace(self, name=name)

    def _wrong(self, wanted: str) -> NoReturn:
        self.fail(f"{self.name} must be {wanted}, not {self._shown()}")

    def _shown(self) -> str:
        if isinstance(self.node, yaml.ScalarNode):
            return f'"{self.node.value[:40]}"' if self.node.value else "nothing"
        return "a list" if isinstance(self.node, yaml.SequenceNode) else "a mapping"


def _comma(word: str, alone: bool, before: dict[str, Value]) -> str:
    """What to write where `{points: 1,5}` or `{en: Max, by two}` was read as two keys; "" where it was not."""
    last = list(before.values())[-1].node if before else None
    if not alone or not isinstance(last, yaml.ScalarNode) or last.style:
        return ""
    if word.isdigit() and re.fullmatch(r"[-+]?\d+", last.value):
        return f"write a number with a point: {last.value}.{word}"
    return f'a text with a comma stands in quotes: "{last.value}, {word}"'


def _is_alone(node: yaml.Node) -> bool:
    """Whether a key has no value, as what stands behind a comma."""
    return isinstance(node, yaml.ScalarNode) and not node.value and not node.style


def _untagged(path: Path, root: yaml.Node) -> None:
    """Raise CourseError for a value with a tag of its own (`!foo`), which would mean nothing."""
    waiting, seen = [root], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if node.tag.startswith("!"):
            raise CourseError(
                path,
                node.start_mark.line + 1,
                f"the tag {node.tag} means nothing here; leave it out, or put quotes around it",
            )
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.MappingNode):
            waiting += [part for pair in node.value for part in pair]


def read(path: Path, name: str, first: str = "course: <id>") -> Value:
    """The one document of a YAML file, whose `first` line is like that, as a value called `name`; CourseError when it cannot be read."""
    source = _decode(path)
    try:
        node = yaml.compose(source, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        raise _broken(path, source, error) from None
    except yaml.YAMLError as error:
        raise CourseError(
            path, 1, f"this is not YAML ({str(error).splitlines()[0]}); remove that character"
        ) from None
    if node is None:
        raise CourseError(path, 1, f"{name} is empty; its first line is like `{first}`")
    _untagged(path, node)
    return Value(path, node, name)


def text_by_language(value: Value | None) -> Text:
    """A text for people: {en: …, ko: …} with "en" always there, or a plain text, which is English."""
    if value is None:
        return {}
    if isinstance(value.node, yaml.ScalarNode):
        return {"en": value.text()}
    return {language: text.text() for language, text in value.mapping(languages(), required=("en",)).items()}


def _decode(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CourseError(
            path, 0, f"cannot be read ({error.strerror}); a course folder holds a course.yml"
        ) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CourseError(path, line, "this line is not UTF-8; save the file as UTF-8") from None


def _broken(path: Path, source: str, error: yaml.MarkedYAMLError) -> CourseError:
    for number, line in enumerate(source.splitlines(), 1):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            return CourseError(path, number, "a tab at the start of the line; indent with spaces")
    line_number = error.problem_mark.line + 1 if error.problem_mark else 1
    # An unclosed bracket is noticed lines later: say where it was opened, too.
    opened = f" (in what begins in line {error.context_mark.line + 1})" if error.context_mark else ""
    problem = " ".join(str(error.problem).split())
    return CourseError(
        path,
        line_number,
        f"this is not YAML: {problem}{opened}; mend the brackets, quotes or indentation here",
    )
