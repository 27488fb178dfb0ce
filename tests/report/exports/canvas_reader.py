"""Reads a gradebook CSV by the rules of Canvas' own importer (lib/gradebook_importer.rb), said again in Python.

A header that it would refuse is a ValueError. Students are found by Canvas id, SIS id, login, then name; what is not found is new.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from autograder.model.student import Student

TOTALS = re.compile(
    "Current Score|Current Points|Current Grade|Final Score|Final Points|Final Grade|Override Score|Override Grade|Override Status"
)


@dataclass
class Upload:
    """What the importer would show before it saves: per assignment its points, and per student the cell."""

    points: dict[str, str] = field(default_factory=dict)
    grades: dict[str, dict[str, str]] = field(default_factory=dict)
    new_students: list[str] = field(default_factory=list)
    new_assignments: list[str] = field(default_factory=list)


def semicolons(text: str) -> bool:
    lines = text.splitlines(keepends=True)[:3]
    counts = {}
    for separator in ";,":
        fields = set()
        for line in lines:
            try:
                fields.add(len(next(csv.reader([line], delimiter=separator, strict=True))))
            except csv.Error:
                fields |= {0, -1}
        counts[separator] = fields.pop() if len(fields) == 1 else 0
    return counts[";"] > counts[","]


def number(cell: str) -> str:
    """The importer's converter: decimal commas to points."""
    if not re.fullmatch(r"-?[0-9.,]+%?", cell):
        return cell
    *whole, last = re.split("[,.]", cell)
    return f"{''.join(whole)}.{last}" if whole else last


def student_columns(header: list[str]) -> int:
    if len(header) <= 3 or "Student" not in header[0] or "ID" not in header[1]:
        raise ValueError("Invalid header row")
    count = 3
    if re.search(r"SIS\s+Login\s+ID", header[2]):
        count += 1
    elif re.search(r"SIS\s+User\s+ID", header[2]) and re.search(r"SIS\s+Login\s+ID", header[3]):
        count += 2 + bool(re.search(r"Integration\s+ID", header[4]))
        count += bool(re.search(r"Root\s+Account", header[count - 1]))
    if "Section" not in header[count - 1]:
        raise ValueError("Invalid header row")
    return count


def upload(text: str, course: Mapping[str, Student], assignments: Mapping[int, str]) -> Upload:
    """Read a file into a course whose students have Canvas ids, and whose assignments have numbers."""
    separator = ";" if semicolons(text) else ","
    header, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    first, seen = student_columns(header), Upload()
    columns = {}
    for name in (name for name in header[first:] if not TOTALS.search(name)):
        numbered = re.fullmatch(r"(.*)\s\((\d+)\)", name, re.DOTALL)
        known = int(numbered[2]) if numbered and int(numbered[2]) in assignments else None
        title = assignments[known] if known else next((t for t in assignments.values() if t == name), "")
        columns[header.index(name)] = title or name
        seen.new_assignments += [] if title else [name]
    for row in rows:
        cells = [number(cell) for cell in row]
        if all(re.fullmatch(r"\s*(Muted|Manual Posting.*)?\s*", cell, re.IGNORECASE) for cell in cells):
            continue
        if "Points Possible" in cells[0]:
            seen.points = {title: cells[at] for at, title in columns.items()}
            continue
        who = whose(dict(zip(header, cells, strict=True)), cells[0], course)
        if who is None:
            seen.new_students.append(cells[0])
        else:
            seen.grades[who] = {title: cells[at].strip() for at, title in columns.items()}
    return seen


def whose(row: Mapping[str, str], name: str, course: Mapping[str, Student]) -> str | None:
    fields = (("ID", "canvas_id"), ("SIS User ID", "sis_user_id"), ("SIS Login ID", "sis_login_id"))
    for column, attribute in fields:
        for one in course.values():
            if row.get(column) and row[column] == getattr(one, attribute):
                return one.student
    return next(
        (one.student for one in course.values() if name in (one.name, f"{one.first_name} {one.last_name}")),
        None,
    )
