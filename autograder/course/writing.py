"""course.yml written to: an entry put into its text, with every comment and line that is there kept."""

from pathlib import Path
from textwrap import indent

import yaml

from autograder.course.located import Value, read
from autograder.model.errors import CourseError


def with_question(file: Path, assignment: str, notebook: str, entry: str) -> tuple[str, int]:
    """The text of course.yml with another question at the end of an assignment, of several notebooks in the last, and the line where
    its entry begins.

    An assignment that is not there is added at the end, with that notebook. Raises CourseError for a file that is no course,
    and where the list is written in one line, so that nothing can be put after it.
    """
    text = file.read_text(encoding="utf-8")
    keys = read(file, "the course").mapping(required=("assignments",))
    for one in keys["assignments"].items():
        parts = one.mapping(required=("id",))
        if parts["id"].scalar() == assignment:
            last = parts["notebooks"].filled()[-1] if "notebooks" in parts else one
            return _appended(text, last.mapping(required=("questions",))["questions"], entry)
    questions = f"questions:\n{indent(_item(entry), '  ')}"
    return _appended(text, keys["assignments"], f"id: {assignment}\nnotebook: {notebook}\n{questions}")


def _appended(text: str, items: Value, entry: str) -> tuple[str, int]:
    """The text with one more item at the end of a block list; an empty one in brackets becomes a block."""
    lines = text.splitlines()
    node = items.node
    if not items.items():
        at, before = node.start_mark.line, lines[node.start_mark.line][: node.start_mark.column].rstrip()
        column = len(before) - len(before.lstrip()) + 2
        lines[at : at + 1] = [before, *indent(_item(entry), " " * column).splitlines()]
        return "\n".join(lines) + "\n", at + 2
    if getattr(node, "flow_style", False):
        raise CourseError(
            items.path, items.line, f"{items.name} stands in one line; write a line with - for each entry"
        )
    at = _last_line(node) + 1
    block = indent(_item(entry), " " * node.start_mark.column).splitlines()
    lines[at:at] = ["", *block]
    return "\n".join(lines) + "\n", at + 2


def _item(entry: str) -> str:
    return "- " + indent(entry.strip(), "  ").lstrip()


def _last_line(node: yaml.Node) -> int:
    """The line (from 0) on which a node's text ends: a block's own mark lies after the comments that follow it."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        return _last_line(node.value[-1][1])
    if isinstance(node, yaml.SequenceNode) and not node.flow_style:
        return _last_line(node.value[-1])
    block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    return int(node.end_mark.line) - (1 if block else 0)
