"""What notebooks from elsewhere borrow from files that were not handed in: helper functions of the books, and classes.

What a file only leans on may be stood in for: a helper, a base class, a type, a decorator, a module that has one of them.
What is asked may not, and is nowhere in what is sent.
"""

import ast
import builtins
import inspect
import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from autograder.fitting import helpers, lent_framework
from autograder.fitting.lent import HELPERS
from autograder.fitting.lent_framework import CORE, FRAMEWORK
from autograder.model.cell import Cell
from autograder.notebook.code import Code, code
from autograder.notebook.libraries import LIBRARIES
from autograder.notebook.nearness import near, nearest, same_name

ALWAYS = ("softmax", "cross_entropy_error")
"""Supplied wherever they are used and not defined: the books keep them in a file of their own."""
_NO_VALUE = "(?!.*(?:grad|back|deriv|prime|diff|delta|layer))"
OTHER_NAMES = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (
            rf"(?:calc?|calculate|compute|get|my|batch|mini)*crossentropy{_NO_VALUE}.*",
            "cross_entropy_in_any_order",
        ),
        (rf"softmax(?!.*(?:loss|cross|entropy|error)){_NO_VALUE}.*", "softmax"),
        (r"(?:sigmoid|logistic|expit)(?:func(?:tion)?|\d)*+", "sigmoid"),
        (r"relu(?:func(?:tion)?|\d)*+", "relu"),
    )
)
"""Helpers under the names that learners give them in files of their own, in lower case without underscores."""
ONE_INPUT = 10
"""The last step of DeZero whose functions have one input."""
LIKE_NUMPY = ("cupy", "jax.numpy", "autograd.numpy")
"""Libraries that calculate as numpy does."""
LONGEST_PATH = 8
"""Modules in modules, at the most."""
MOST = 100
"""Names that stand in for something, of each kind: what is looked up for every one of them must not be endless."""
OURS = {"numpy", "matplotlib", "IPython", "tqdm", "google", "mpl_toolkits"}
"""Packages that are there, or for which the sandbox has a stand-in."""

Helpers = Mapping[str, str]
"""What stands in, by the names under which the cells call it: {"F.softmax": "softmax", "BaseLayer": "Base"}."""


@dataclass(frozen=True)
class Elsewhere:
    """What a notebook takes from files and packages that are not there: names, as they are called here, each with what it
    is called there and the file; modules with their paths; `star` for everything of some file."""

    named: dict[str, tuple[str, str]]
    modules: dict[str, str]
    files: set[str]
    star: bool


def elsewhere(cells: Sequence[Cell]) -> Elsewhere:
    """What the cells import from files that were not handed in."""
    nodes = [node for cell in cells for node in code(cell.source).nodes]
    modules, named = list(_modules(nodes)), list(_named(nodes))
    files = {*(path for _, path in modules), *(file for _, (_, file) in named)}
    return Elsewhere(dict(named), dict(modules), files, "*" in dict(named))


def _modules(nodes: Sequence[ast.AST]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        if isinstance(node, ast.Import):
            missing = (alias for alias in node.names if not _at_hand(alias.name))
            yield from ((alias.asname or alias.name, alias.name) for alias in missing)


def _named(nodes: Sequence[ast.AST]) -> Iterator[tuple[str, tuple[str, str]]]:
    froms = [node for node in nodes if isinstance(node, ast.ImportFrom)]
    for node, file in ((one, one.module or "") for one in froms):
        if node.level or not _at_hand(file):
            yield from ((alias.asname or alias.name, (alias.name, file)) for alias in node.names)


def _at_hand(module: str) -> bool:
    root, *_ = module.split(".")
    return root in sys.stdlib_module_names or root in OURS


def helpers_for(
    cells: Sequence[Cell], known: Collection[str] = HELPERS, without: Collection[str] = ()
) -> dict[str, str]:
    """Helpers among `known` that the cells use, do not define, and may have: those of ALWAYS, and what they import by
    name, by star (`from common.functions import *`) or with its module (`import functions as F`: "F.softmax"). Nothing is lent
    of a package: who imports scipy is told that it is not there."""
    codes = [code(cell.source) for cell in cells]
    there = elsewhere(cells)
    defined = frozenset(without).union(*(one.defined for one in codes))
    found: dict[str, str] = {}
    for name in frozenset[str]().union(*(one.loaded for one in codes)) - defined:
        if name in there.named:
            original, file = there.named[name]
            found[name] = _of_file(file, original, known)
        elif there.star or name in ALWAYS:
            found[name] = _meant(name, known, own=False)
    for name in _through_modules(codes, there, defined):
        module, _, function = name.rpartition(".")
        found[name] = _of_file(there.modules.get(module, module), function, known)
    return dict([(name, function) for name, function in sorted(found.items()) if function][:MOST])


def _of_file(path: str, name: str, known: Collection[str]) -> str:
    """The helper that is meant by a name of a file that was not handed in, "" for none."""
    if path.partition(".")[0] in LIBRARIES:
        return ""
    return _meant(name, known, own=path.rpartition(".")[2] != "functions")


def _meant(name: str, known: Collection[str], own: bool) -> str:
    """The helper that is meant by a name, "" for none; in a file of somebody's own it may have another name. A misspelt
    one is a mistake."""
    if any(near(name, one) for one in known if not same_name(name, one)):
        return ""
    plain = name.replace("_", "").lower()
    for pattern, function in OTHER_NAMES if name[:1].islower() and (own or name not in known) else ():
        if function in known and pattern.fullmatch(plain):
            return function
    return name if name in known else ""


def _through_modules(codes: Sequence[Code], there: Elsewhere, defined: Collection[str]) -> Iterator[str]:
    """What is used through a module from elsewhere: "F.softmax", "dezero.cuda.get_array_module"."""
    modules = {*there.modules, *there.named}
    for node in (node for one in codes for node in one.nodes):
        if isinstance(node, ast.Attribute):
            parts = _parts(node.value)
            starts = {".".join(parts[: at + 1]) for at in range(len(parts))}
            if starts & modules and parts[0] not in defined:
                yield ".".join((*parts, node.attr))


def dotted(node: ast.AST) -> str:
    """a.b.c for names and their attributes, "" for anything else."""
    return ".".join(_parts(node))


def _parts(node: ast.AST) -> list[str]:
    """["a", "b", "c"] for a.b.c; nothing for anything else, and for what is longer than any path to a module."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute) and len(parts) < LONGEST_PATH:
        parts.append(node.attr)
        node = node.value
    return [node.id, *reversed(parts)] if isinstance(node, ast.Name) else []


_PATH = re.compile(r"(?<![\w.])[^\W\d]\w*+(?:\.\w++)*+")


def names_used(names: Collection[str], sources: Iterable[str]) -> list[str]:
    """Of some names, also of modules' functions ("F.softmax"), those that stand in texts."""
    found: set[str] = set()
    for path in (path for source in sources if names for path in _PATH.findall(source)):
        parts = path.split(".", LONGEST_PATH)[:LONGEST_PATH]
        found.update(".".join(parts[: at + 1]) for at in range(len(parts)))
    return [name for name in names if name in found]


def framework_for(cells: Sequence[Cell], without: Collection[str]) -> dict[str, str]:
    """The classes of a define-by-run framework, where the cells import one of them: all that stands together, but for
    those that are defined or found under another name. One that is defined is not lent under another name either, to be
    derived from."""
    defined = frozenset(without).union(*(code(cell.source).defined for cell in cells))
    named = {name: of for name, (of, _) in elsewhere(cells).named.items() if of in FRAMEWORK}
    found = {
        **helpers_for(cells, FRAMEWORK, without),
        **{n: of for n, of in named.items() if n not in defined},
    }
    if not found and not named:
        return {}
    found = {name: of for name, of in found.items() if of not in defined}
    found |= {name: name for name in CORE if name not in defined}
    of_that_step = _of_step(elsewhere(cells).files)
    return {name: of_that_step.get(of, of) for name, of in found.items()}


_STEP = re.compile(r"step_?(\d{1,4})(?!\d)")


def _of_step(files: Collection[str]) -> dict[str, str]:
    """What Function and Variable are in those files, where their names say it: those of a step, or of the whole library."""
    found = {}
    steps = [int(step) for file in files for step in _STEP.findall(file.lower())]
    whole = [file for file in files if file.split(".")[0] == "dezero"]
    if steps or whole:
        found["Function"] = "OfSeveral" if whole or max(steps) > ONE_INPUT else "OfOne"
    if whole or any(file.split(".")[-1] == "core" for file in files):
        found["Variable"] = "Calculating"
    return found


def stand_ins_for(cells: Sequence[Cell], without: Collection[str]) -> dict[str, str]:
    """What else the cells lean on and take from elsewhere: base classes, types, decorators, libraries like numpy."""
    codes = [code(cell.source) for cell in cells]
    there = elsewhere(cells)
    defined = frozenset(without).union(dir(builtins), *(one.defined for one in codes))
    through = set(_through_modules(codes, there, defined))
    found = {name: "numpy" for name, path in list(there.modules.items())[:MOST] if path in LIKE_NUMPY}
    leaned_on = (one for one in dict.fromkeys(_leaned_on(codes)) if one[0] and one[0] not in defined)
    for name, role in islice(leaned_on, MOST):
        if name in through or _taken(name, role, there, defined):
            found.setdefault(name, role)
    return found


def _taken(name: str, role: str, there: Elsewhere, defined: Collection[str]) -> bool:
    """Whether a name comes from elsewhere: imported and none of a framework's, or a base class that a star may bring."""
    if name in there.named and there.named[name][0] not in FRAMEWORK:
        return True
    return there.star and role == "Base" and "." not in name and nearest(name, defined) is None


def _leaned_on(codes: Sequence[Code]) -> Iterator[tuple[str, str]]:
    """Names in places where it hardly matters what they are, and what may stand there."""
    for node in (node for one in codes for node in one.nodes):
        if isinstance(node, ast.ClassDef | ast.Call):
            yield from ((dotted(one), "Base") for one in _types(node))
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            called = (one.func if isinstance(one, ast.Call) else one for one in node.decorator_list)
            yield from ((dotted(one), "decorator") for one in called)


def _types(node: ast.ClassDef | ast.Call) -> Sequence[ast.expr]:
    """What a class derives from, or isinstance or issubclass asks for."""
    if isinstance(node, ast.ClassDef):
        return [base.value if isinstance(base, ast.Subscript) else base for base in node.bases]
    asked = node.args[1:2] if dotted(node.func) in ("isinstance", "issubclass") else []
    return [kind for one in asked for kind in getattr(one, "elts", [one])]


def library(functions: Collection[str]) -> str:
    """The source of what stands in, and of what that uses."""
    return LIBRARY.format(source=definitions_of(frozenset(functions), _lent())) if functions else ""


@cache
def _lent() -> tuple[Cell, ...]:
    """The modules of what can stand in, as text."""
    return tuple(Cell(inspect.getsource(module), -1) for module in (helpers, lent_framework))


LIBRARY = """from __future__ import annotations
import sys
import weakref
from contextlib import contextmanager
import numpy
import numpy as np

{source}"""


def taken_from_elsewhere(cells: Sequence[Cell], means: Callable[[str], bool]) -> frozenset[str]:
    """Names under which the cells have something from files that were not handed in: {"ReLU", "layers.ReLU"}; `means` says
    whether a name is one of its own."""
    there = elsewhere(cells)
    named = {name for name, (original, _) in there.named.items() if means(original)}
    through = _through_modules([code(cell.source) for cell in cells], there, ())
    return frozenset(named.union(name for name in through if means(name.rpartition(".")[2])))


def imported_from_elsewhere(cells: Sequence[Cell]) -> frozenset[str]:
    """What the cells import from files that were not handed in, or have of a module, as it is called there; "*" where it is
    everything."""
    there = elsewhere(cells)
    through = _through_modules([code(cell.source) for cell in cells], there, ())
    named = {original for original, _ in there.named.values()}
    return frozenset(named.union(name.rpartition(".")[2] for name in through))


def definitions_of(names: Collection[str], cells: Sequence[Cell], without: Collection[str] = ()) -> str:
    """The last definitions of those classes and functions and of what they use, but for `without`, in the order in
    which the first ones stand."""
    found: dict[str, ast.ClassDef | ast.FunctionDef] = {}
    for cell in cells:
        for node in code(cell.source).tree.body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name not in without:
                found[node.name] = node
    wanted: set[str] = set()
    more = set(names) & set(found)
    while more - wanted:
        wanted |= more
        used = {n.id for name in more for n in ast.walk(found[name]) if isinstance(n, ast.Name)}
        more = used & set(found)
    return "\n\n\n".join(ast.unparse(node) for name, node in found.items() if name in wanted)
