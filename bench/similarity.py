"""Copies found, false alarms, and seconds of the search for submissions that are alike.

    python -m bench.similarity [STUDENTS …] [--json FILE]

Classes of ps2 are made up: everybody draws an answer a question, common ones more often, from the specimens of the tests and the styles of
the audit, and writes it in a way of their own (names, comments, blanks). One in twenty then hands in somebody else's work in a disguise. In
real classes styles are more varied than here, so that less is shared by chance. Bar: no false alarm for the sample class, and half of the whole copies found.
"""

from __future__ import annotations

import argparse
import ast
import json
import random
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from autograder.course.load import load_course
from autograder.grading.audit.restyle import restyled
from autograder.model.question import Assignment
from autograder.model.record import Record
from autograder.notebook.cells import read_cells
from autograder.report.similarity.pairs import Class
from autograder.report.similarity.rarity import Handout, handout

ROOT = Path(__file__).resolve().parent.parent
NAMES = "g d s r tmp t1 a b res result val grad_x dz1 up local total inner acc part left right one two chain upstream deriv piece step term".split()  # noqa: SIM905
COMMENTS = (
    "chain rule", "local gradient times upstream", "save for backward", "upstream gradient", "forward pass", "backward pass here", "element by element",
    "see lecture 4", "not sure about this", "sum over the batch", "derivative of sigmoid", "shape must match", "swap x and y", "store inputs",
)  # fmt: skip
VARIETY = 0.5
"""How often, at the most, one student turns a product round."""
EVERY = 20
"""One in so many copies."""


def pool(assignment: Assignment) -> dict[str, list[str]]:
    """Answers by question, right ones first: specimens, and each right one in other words."""
    answers: dict[str, list[str]] = {}
    for question in assignment.questions:
        found: dict[bool, list[str]] = {True: [], False: []}
        for path in sorted((ROOT / "tests" / "specimens" / question.id).glob("*.py")):
            text = path.read_text("utf-8")
            source = re.sub(r"\A(?:# \w+:.*\n)+", "", text)
            found["# expect: right" in text].append(source)
        styles = [v.source for text in found[True] if _parses(text) for v in restyled(question, text)]
        answers[question.id] = [*dict.fromkeys([*found[True], *styles, *found[False]])]
    return answers


def _parses(text: str) -> bool:
    try:
        return bool(ast.parse(text))
    except SyntaxError:
        return False


class Rename(ast.NodeTransformer):
    """Local variables and attributes of self get other names."""

    def __init__(self, tree: ast.AST, draw: random.Random, share: float) -> None:
        stored = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        stored |= {
            n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store)
        }
        own = sorted(stored)
        fresh = draw.sample(NAMES, min(len(own), len(NAMES)))
        self.names = {old: new for old, new in zip(own, fresh, strict=False) if draw.random() < share}

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = self.names.get(node.id, node.id)
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.Attribute:
        self.generic_visit(node)
        if isinstance(node.value, ast.Name) and node.value.id == "self":
            node.attr = self.names.get(node.attr, node.attr)
        return node


class Varied(ast.NodeTransformer):
    """Factors and terms the other way round, and results in variables before they are returned, here and there."""

    def __init__(self, draw: random.Random, share: float) -> None:
        self.draw, self.share = draw, share

    def visit_BinOp(self, node: ast.BinOp) -> ast.BinOp:
        self.generic_visit(node)
        if isinstance(node.op, ast.Mult | ast.Add) and self.draw.random() < self.share:
            node.left, node.right = node.right, node.left
        return node

    def visit_Return(self, node: ast.Return) -> list[ast.stmt]:
        if node.value and self.draw.random() < self.share / 2:
            target = ast.Name(self.draw.choice(NAMES), ast.Store())
            told = ast.Assign([target], node.value, lineno=node.lineno)
            return [told, ast.Return(ast.Name(target.id, ast.Load()))]
        return [node]


class Rewritten(ast.NodeTransformer):
    """x += y becomes x = x + y, and loops over ranges count otherwise."""

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        if isinstance(node.target, ast.Name):
            value = ast.BinOp(ast.Name(node.target.id, ast.Load()), node.op, node.value)
            return ast.Assign([node.target], value, lineno=node.lineno)
        return node

    def visit_For(self, node: ast.For) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.target, ast.Name):
            again = ast.Assign([ast.Name(node.target.id, ast.Store())], ast.Name("index", ast.Load()))
            node.target, node.body = ast.Name("index", ast.Store()), [again, *node.body]
        return node


def _changed(
    source: str, draw: random.Random, *, names: float = 0.0, order: bool = False, loops: bool = False
) -> str:
    """A text that computes the same (or nearly), without its comments."""
    if not _parses(source):
        return source
    tree: ast.AST = ast.parse(source)
    if names:
        tree = Rename(tree, draw, names).visit(tree)
    for node in ast.walk(tree):
        if order and isinstance(node, ast.ClassDef):
            draw.shuffle(node.body)
    if loops:
        tree = Rewritten().visit(tree)
    return ast.unparse(ast.fix_missing_locations(tree))


def _commented(source: str, draw: random.Random, share: float) -> str:
    lines = []
    for line in source.split("\n"):
        lines.append(line)
        if line.strip().startswith(("return", "self.", "d")) and draw.random() < share:
            lines[-1] += f"  # {draw.choice(COMMENTS)}"
    return "\n".join(lines)


def own_work(answers: Mapping[str, list[str]], draw: random.Random) -> dict[str, str]:
    """What one student writes."""
    habit, talk, variety = draw.random() ** 2, draw.random() ** 3, draw.random() * VARIETY
    work = {}
    for question, known in answers.items():
        source = known[min(int(draw.paretovariate(0.6)) - 1, draw.randrange(len(known)))]
        if _parses(source):
            tree = Varied(draw, variety).visit(ast.parse(source))
            source = ast.unparse(ast.fix_missing_locations(tree))
        if draw.random() < habit:
            source = _changed(source, draw, names=0.6)
        work[question] = _commented(source.replace(" * ", "*") if draw.random() < 0.2 else source, draw, talk)
    return work


DISGUISES: dict[str, Callable[[str, random.Random], str]] = {
    "as it is": lambda source, _: source,
    "comments changed": lambda source, draw: _commented(re.sub(r"#.*", "", source), draw, 0.3),
    "renamed": lambda source, draw: _changed(source, draw, names=1.0),
    "renamed, reordered": lambda source, draw: _changed(source, draw, names=1.0, order=True),
    "all of it, and rewritten": lambda source, draw: _commented(
        _changed(source, draw, names=1.0, order=True, loops=True), draw, 0.2
    ),
}


def record(student: str, work: Mapping[str, str]) -> Record:
    """As much of a record as the search looks at."""
    questions = [{"id": name, "source": source, "items": []} for name, source in work.items()]
    made: Any = {"student": student, "status": "graded", "questions": questions}
    return made  # type: ignore[no-any-return]


def made_class(answers: Mapping[str, list[str]], students: int, seed: int) -> Iterator[tuple[Record, str]]:
    """A class with, for each copy, whose it is and in which disguise; half of the questions alone for every second copy."""
    draw = random.Random(seed)
    works: list[dict[str, str]] = []
    for number in range(students):
        work, said = own_work(answers, draw), ""
        if number % EVERY == EVERY - 1:
            copied = number // EVERY
            of, name = draw.randrange(number), list(DISGUISES)[copied % len(DISGUISES)]
            whole = copied // len(DISGUISES) % 2 == 0
            taken = [q for place, q in enumerate(answers) if whole or place % 2]
            work |= {q: DISGUISES[name](works[of][q], draw) for q in taken}
            said = f"s{of:05} {'whole' if whole else 'half'}, {name}"
        works.append(work)
        yield record(f"s{number:05}", work), said


def measured(answers: Mapping[str, list[str]], given: Handout, students: int, seed: int) -> dict[str, Any]:
    """One class searched."""
    copies: dict[tuple[str, str], str] = {}
    source: dict[str, str] = {}
    made = list(made_class(answers, students, seed))
    began, group = time.perf_counter(), Class(given)
    for one, said in made:
        group.add(one)
        if said:
            of, _, how = said.partition(" ")
            copies[of, one["student"]] = how
            source[one["student"]] = source.get(of, of)
    read = time.perf_counter() - began
    pairs = {(pair.first, pair.second) for pair in group.alike()}
    seconds = time.perf_counter() - began
    found: dict[str, list[bool]] = {}
    for pair, how in copies.items():
        found.setdefault(how, []).append(pair in pairs)
    return {
        "students": students, "read_s": read, "seconds": seconds, "pairs": len(pairs), "false": sum(source.get(a, a) != source.get(b, b) for a, b in pairs),
        "found": {how: [sum(one), len(one)] for how, one in sorted(found.items())},
    }  # fmt: skip


def sample(given: Handout, root: Path) -> int:
    """Pairs of the sample class: all false alarms, for it was made of one solution."""
    group, answers = Class(given), [q.id for q in load_course(ROOT).assignment("ps2").questions]
    for path in sorted(root.glob("s*/ps2/*.ipynb")):
        try:
            cells = {cell.grade_id: cell.source for cell in read_cells(path) if cell.grade_id}
        except Exception:
            continue
        group.add(record(path.parts[-3], {name: cells.get(name, "") for name in answers}))
    return len(group.alike())


def main() -> int:
    """Measure, print a table; 1 where the bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("students", nargs="*", type=int, default=[20, 60, 500, 5000])
    parser.add_argument("--json", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    assignment = load_course(ROOT).assignment("ps2")
    answers = pool(assignment)
    given = handout(cell.source for cell in read_cells(load_course(ROOT).released_path(assignment)))
    print(f"answers drawn from: {', '.join(f'{name} {len(known)}' for name, known in answers.items())}")
    alarms = sample(given, ROOT / "submitted")
    print(f"sample class: {alarms} pairs")
    results = []
    for students in arguments.students:
        for seed in range(max(1, min(5, 300 // students))):
            results.append(one := measured(answers, given, students, seed))
            told = "; ".join(f"{how} {right}/{of}" for how, (right, of) in one["found"].items())
            print(
                f"{students} students: {one['seconds']:.1f} s; false {one['false']}; found {told}", flush=True
            )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    whole = [n for one in results for how, n in one["found"].items() if how.startswith("whole")]
    share = sum(right for right, _ in whole) / max(1, sum(of for _, of in whole))
    print(f"whole copies found: {share:.0%}; {memory:.0f} MB")
    if arguments.json:
        arguments.json.write_text(
            json.dumps({"sample": alarms, "classes": results}, indent=1) + "\n", "utf-8"
        )
    return int(alarms > 0 or share < 0.5)


if __name__ == "__main__":
    sys.exit(main())
