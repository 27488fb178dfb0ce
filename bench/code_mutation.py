"""Do the tests notice? Breaks the core in small ways, one at a time, and runs the tests on each.

    python -m bench.code_mutation [--number 60] [--seed 0] [--jobs 2] [--keep FILE] [part of a path …]

A mutant is one small change of one place in autograder/: a comparison, a bound, a constant, a sign, `and` for `or`, a
condition turned round, a statement left out, nothing returned, arguments swapped. Mutants are drawn at random, the
same ones for the same seed and code. Each is put into a copy of the tree; the tests that mirror its module are run
first, then those of its room, then all fast tests. Stop at any time: what was killed is kept in a file, and not asked again while the module
stays as it is.

A survivor has its reason in bench/code_survivors.yml (by module: because, mutants). The program ends with status 1 when
more than one in twenty survive, or one has no reason.
"""

from __future__ import annotations

import argparse
import ast
import codecs
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from textwrap import shorten
from types import CodeType

from autograder.grading.audit.confusions import REPLACEMENTS, Scope, statements
from autograder.grading.audit.mutation import Mutant, headline
from bench.equivalents import Equivalents

ROOT = Path(__file__).parents[1]
SURVIVORS = Path(__file__).with_name("code_survivors.yml")
CORE = (
    "checks",
    "course",
    "diagnosis",
    "fitting",
    "grading",
    "model",
    "notebook",
    "numbers",
    "reference",
    "words",
)
"""The rooms that decide what a student is told."""
FAST = ("-m", "not slow and not browser and not nbgrader")
PATIENCE = 900.0
"""Seconds for all fast tests; a mutant that takes longer hangs, and so is noticed."""
ALLOWED = 0.05
"""The share of mutants that may survive."""
NO_CODE = ("annotation", "returns", "decorator_list", "type_params")
"""Fields of the syntax tree in which a change changes nothing that runs."""
CASTS = frozenset({"bool", "dict", "float", "frozenset", "int", "list", "set", "str", "tuple"})
"""Calls whose argument does as well in most places."""


@dataclass(frozen=True, slots=True)
class Place:
    """Something in a module that can be changed: the function it stands in, its node, and what may stand there."""

    module: Path
    function: str
    statement: ast.stmt
    node: ast.expr | ast.stmt
    ways: tuple[ast.expr | ast.stmt, ...]


def places(module: Path, text: str) -> Iterator[Place]:
    """Every place of a module, in the order of its text."""
    yield from _of_body(module, ast.parse(text), "")


def _of_body(module: Path, owner: ast.AST, path: str) -> Iterator[Place]:
    for statement in (child for child in ast.iter_child_nodes(owner) if isinstance(child, ast.stmt)):
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            yield from _of_body(module, statement, f"{path}.{statement.name}".strip("."))
        elif not _says_nothing(statement):
            whole = tuple(statements(statement)) if path else ()
            whole = tuple(way for way in whole if not _is_no_change(statement, way))
            yield from [Place(module, path, statement, statement, whole)] if whole else []
            for node in _expressions(statement):
                if ways := tuple(_ways(node, statement)):
                    yield Place(module, path, statement, node, ways)
            yield from _of_body(module, statement, path)
    for handler in (
        child
        for child in ast.iter_child_nodes(owner)
        if isinstance(child, ast.ExceptHandler | ast.match_case)
    ):
        yield from _of_body(module, handler, path)


def _says_nothing(statement: ast.stmt) -> bool:
    """Imports, docstrings, `pass`, and what type checkers alone read (`Ids = tuple[str, ...]` too)."""
    if isinstance(statement, ast.If) and ast.unparse(statement.test) == "TYPE_CHECKING":
        return True
    text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Subscript):
        return isinstance(statement.value.value, ast.Name)
    return text or isinstance(statement, ast.Import | ast.ImportFrom | ast.Pass | ast.Global | ast.Nonlocal)


def _is_no_change(statement: ast.stmt, way: ast.stmt) -> bool:
    """A declaration without a value left out, or an assertion, which holds (`raise AssertionError` is never reached); nothing
    returned where it was None or False, which is the same in a condition."""
    if isinstance(statement, ast.Return) and isinstance(way, ast.Return):
        return isinstance(statement.value, ast.Constant) and not statement.value.value
    says_nothing = isinstance(statement, ast.AnnAssign) and statement.value is None
    holds = isinstance(statement, ast.Assert) or ast.unparse(statement) == "raise AssertionError"
    return isinstance(way, ast.Pass) and (says_nothing or holds)


def _expressions(statement: ast.stmt) -> Iterator[ast.expr]:
    """The expressions of a statement that run; of a compound one, its head alone."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        for field, value in ast.iter_fields(waiting.pop(0)):
            for node in value if isinstance(value, list) else [value]:
                strict = isinstance(node, ast.keyword) and node.arg == "strict"  # zip's, an assertion
                if (
                    field not in NO_CODE
                    and not strict
                    and isinstance(
                        node, ast.expr | ast.keyword | ast.comprehension | ast.withitem | ast.arguments
                    )
                ):
                    if isinstance(node, ast.expr):
                        yield node
                    if not isinstance(node, ast.JoinedStr):
                        waiting.append(node)


def _ways(node: ast.expr, statement: ast.stmt) -> Iterator[ast.expr]:
    """What may stand in the place of an expression: what learners mistake it for, names aside; a condition turned round."""
    wordy = isinstance(node, ast.Constant) and isinstance(node.value, str)
    if type(node) in REPLACEMENTS and not (wordy and isinstance(statement, ast.Raise)):
        cast = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CASTS
        made = () if cast else REPLACEMENTS[type(node)](node, Scope("", (), ()))
        any_order = any(_is_looked_through(node, one) for one in ast.walk(statement))
        made = (way for way in made if not _means_the_same(node, way, statement))
        yield from (way for way in made if not (any_order and len(way.elts) == len(node.elts)))  # type: ignore[attr-defined]
    if isinstance(statement, ast.If | ast.While) and node is statement.test:
        yield ast.UnaryOp(ast.Not(), node)


def _means_the_same(node: ast.expr, way: ast.expr, statement: ast.stmt) -> bool:
    """The names of encodings are known with a stroke at their end, too; and what the two below say."""
    if isinstance(node, ast.Call) and isinstance(way, ast.Call):
        return _is_same_call(node, way)
    if isinstance(node, ast.BinOp) and isinstance(way, ast.BinOp) and way.left is node.right:
        return _is_either_way(node, statement)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        with suppress(LookupError, ValueError):
            return codecs.lookup(node.value) == codecs.lookup(f"{node.value}_")
    return False


def _is_same_call(node: ast.Call, way: ast.Call) -> bool:
    """The larger of two is the larger of them in either order; zip's `strict` is an assertion."""
    called = ast.unparse(node.func)
    if called == "zip":
        return way.args == node.args
    return called in ("min", "max") and len(node.args) == len(way.args) and not node.keywords


def _is_either_way(node: ast.BinOp, statement: ast.stmt) -> bool:
    """Numbers have the same sum, and two of them the same difference in size, in either order; and so stand types that something may be of."""
    if isinstance(node.op, ast.BitOr):
        return all(one.rpartition(".")[2][:1].isupper() for one in ast.unparse(node).split(" | "))
    if isinstance(node.op, ast.Sub):
        around = (one for one in ast.walk(statement) if isinstance(one, ast.Call) and node in one.args)
        return any(ast.unparse(one.func) in ("abs", "np.abs") for one in around)
    return isinstance(node.op, ast.Add) and (_is_number(node.left) or _is_number(node.right))


def _is_number(node: ast.expr) -> bool:
    """An expression that is a number or an array by its form alone."""
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Sub | ast.Div | ast.Pow | ast.MatMult)
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) in ("abs", "float", "int", "len", "np.abs")
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float)


def _is_looked_through(node: ast.expr, whole: ast.AST) -> bool:
    """A tuple in which something is looked for, or of which all or any are asked: in whatever order its entries stand."""
    if not isinstance(node, ast.Tuple):
        return False
    if isinstance(whole, ast.Call) and ast.unparse(whole.func) in ("all", "any"):
        asked = whole.args[0]
        return isinstance(asked, ast.GeneratorExp) and asked.generators[0].iter is node
    if not isinstance(whole, ast.Compare) or not isinstance(whole.ops[0], ast.In | ast.NotIn):
        return False
    return node in whole.comparators


def changed(text: str, place: Place, way: ast.expr | ast.stmt) -> Mutant:
    """The module with another thing in a place; named by function, old and new headline, so that moves keep the name."""
    lines = text.encode().splitlines(keepends=True)
    node = place.node
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    before = b"".join(lines[: node.lineno - 1]) + lines[node.lineno - 1][: node.col_offset]
    after = lines[node.end_lineno - 1][node.end_col_offset :] + b"".join(lines[node.end_lineno :])
    new = ast.unparse(ast.fix_missing_locations(way))
    new = new.replace("\n", "\n" + " " * node.col_offset) if isinstance(way, ast.stmt) else f"({new})"
    was = ast.unparse(node) if isinstance(node, ast.expr) else headline(node)
    now = ast.unparse(way) if isinstance(way, ast.expr) else headline(way)
    where = f" in {headline(place.statement)}" if isinstance(node, ast.expr) else ""
    name = shorten(f"{place.function or 'module'}: {was} -> {now}{where}", 240)
    return Mutant(name, (before + new.encode() + after).decode())


def drawn(number: int, seed: int, only: Sequence[str] = ()) -> list[tuple[Path, Mutant]]:
    """That many mutants of the core (of modules whose path holds one of `only`), one a place, as (module, mutant)."""
    modules = sorted(p for room in CORE for p in (ROOT / "autograder" / room).rglob("*.py"))
    chosen = [p for p in modules if not only or any(part in str(p.relative_to(ROOT)) for part in only)]
    texts = {path: path.read_text("utf-8") for path in chosen}
    every = [place for path, text in texts.items() for place in places(path, text)]
    luck = random.Random(seed)
    picked = luck.sample(every, min(number, len(every)))
    mutants = [(p.module, changed(texts[p.module], p, luck.choice(p.ways))) for p in picked]
    return [(module, mutant) for module, mutant in mutants if _is_another(texts[module], mutant.source)]


def _is_another(text: str, source: str) -> bool:
    """Not where it compiles to the same, as without a `return None` at the end of a function."""
    try:
        return _compiled(source) != _compiled(text)
    except SyntaxError:
        return False


def _compiled(source: str) -> object:
    """What a module becomes, but for its lines."""

    def of(code: CodeType) -> object:
        inner = [of(one) if isinstance(one, CodeType) else repr(one) for one in code.co_consts]
        return code.co_name, code.co_code, code.co_names, code.co_varnames, code.co_freevars, inner

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of `is` with a number, which the tests refuse
        return of(compile(source, "", "exec", dont_inherit=True))


def mirror(module: Path) -> list[str]:
    """The tests that mirror a module, nearest first: its file, its room's folder, the folders around that."""
    room = Path("tests") / module.relative_to(ROOT / "autograder").parent
    around = [one for one in (room, *room.parents) if len(one.parts) > 1]
    return [str(path) for path in (room / f"test_{module.stem}.py", *around) if (ROOT / path).exists()]


def copy_tree(folder: Path) -> None:
    """What git knows of, in a folder."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in filter(None, listed.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)


def passes(folder: Path, tests: Sequence[str]) -> bool:
    """Do these tests pass in a copy of the tree? Not, if they take too long."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-qx",
        "-n",
        "0",
        "-p",
        "no:cacheprovider",
        *FAST,
        *tests,
    ]
    environment = os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    with subprocess.Popen(command, cwd=folder, env=environment, start_new_session=True,
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as tester:  # fmt: skip
        try:
            return tester.wait(PATIENCE) in (0, 5)  # 5: no test there
        except subprocess.TimeoutExpired:
            os.killpg(tester.pid, signal.SIGKILL)
            return False


def survives(folder: Path, module: Path, mutant: Mutant) -> bool:
    """Do all fast tests pass with the mutant in that copy of the tree? The copy is as before afterwards."""
    inside = folder / module.relative_to(ROOT)
    inside.write_text(mutant.source, "utf-8")
    try:
        nearest = [[tests] for tests in mirror(module)]
        return all(passes(folder, tests) for tests in (*nearest, ["tests/test_specimens.py", "tests"]))
    finally:
        shutil.copyfile(module, inside)


def key_of(module: Path, mutant: Mutant) -> str:
    """What is remembered of a killed mutant: its module as it is, and the change."""
    return hashlib.sha256(module.read_bytes() + mutant.source.encode()).hexdigest()


def survivors(mutants: Sequence[tuple[Path, Mutant]], jobs: int, kept: Path) -> list[tuple[Path, Mutant]]:
    """Those that no test notices, `jobs` at a time; what is killed is added to the file `kept` at once."""
    killed = {json.loads(line) for line in kept.read_text().splitlines()} if kept.exists() else set()
    waiting = [one for one in mutants if key_of(*one) not in killed]
    print(f"{len(mutants)} mutants, {len(mutants) - len(waiting)} of them killed before", flush=True)
    with tempfile.TemporaryDirectory(prefix="mutation-") as name:
        folders: SimpleQueue[Path] = SimpleQueue()
        for place in range(jobs):
            copy_tree(Path(name) / str(place))
            folders.put(Path(name) / str(place))
        first = folders.get()
        if waiting and not passes(first, ["tests"]):  # as for a mutant: in one process
            raise SystemExit("the tests fail on the code as it is, so nothing can be said of mutants")
        folders.put(first)

        def asked(one: tuple[Path, Mutant]) -> bool:
            folder = folders.get()
            try:
                alive = survives(folder, *one)
            finally:
                folders.put(folder)
            print(
                f"{'SURVIVES' if alive else 'killed  '} {one[0].relative_to(ROOT)}: {one[1].name}", flush=True
            )
            if not alive:
                with kept.open("a") as file:
                    file.write(json.dumps(key_of(*one)) + "\n")
            return alive

        with ThreadPoolExecutor(jobs) as pool:
            return [one for one, alive in zip(waiting, pool.map(asked, waiting), strict=True) if alive]


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw, run, report; the status is 1 when too much survives, or something without a reason."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.code_mutation", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--number", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument(
        "--keep", type=Path, default=ROOT / ".mutation", help="where killed mutants are remembered"
    )
    parser.add_argument("only", nargs="*", help="modules whose path holds this")
    given = parser.parse_args(arguments)
    mutants = drawn(given.number, given.seed, given.only)
    alive = survivors(mutants, given.jobs, given.keep)
    listed = Equivalents.read(SURVIVORS)
    unexplained = [(m, mutant) for m, mutant in alive if not listed.entry(str(m.relative_to(ROOT)), mutant)]
    print(
        f"\n{len(alive)} of {len(mutants)} survive, {len(unexplained)} without a reason in {SURVIVORS.name}"
    )
    for module, mutant in unexplained:
        print(f"  {module.relative_to(ROOT)}: {mutant.name}")
    return 1 if unexplained or len(alive) > ALLOWED * len(mutants) else 0


if __name__ == "__main__":
    sys.exit(main())
