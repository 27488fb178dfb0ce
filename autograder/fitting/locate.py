"""Where a submission answers a question: after which cell it is asked, and in which cells its work stands.

With nbgrader's grade_ids that is the question's own cell. Without them (another edition, a copy, a script) questions
are found by the names that cells define; plain-variable questions by the cells after which the given inputs stand.
"""

import ast
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from autograder.fitting.conventions import functions_for
from autograder.model.cell import Cell
from autograder.model.question import Question
from autograder.notebook.code import Code, code
from autograder.notebook.nearness import nearest
from autograder.numbers.compare import compare

ENOUGH = 0.65
"""The share of a question's names that are set at a place, at the least, where none of its inputs stands as given."""
MOST = 12
"""Places that come into question for one question: each costs a run of its cells. The likeliest are kept."""

_TEST = re.compile(r"^(test|Test)|Tests?$")
_UNWRITTEN = "NotImplementedError"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question is answered: in the cells `first` to `after`, positions among the cells that run.

    alias      the student's name for the target
    ours       it is the answer cell of our release, or what the student wrote in its stead
    functions  those that answer in the place of a class
    matches    how many of the given inputs are set there as the course gives them
    """

    first: int
    after: int
    alias: str | None = None
    ours: bool = False
    functions: tuple[str, ...] = ()
    matches: int = field(default=0, compare=False)


@dataclass(frozen=True)
class _Notebook:
    """The cells that run, their code, and where what stands in them: found once, whatever many questions ask."""

    cells: Sequence[Cell]
    codes: Sequence[Code]

    @cached_property
    def blocks(self) -> dict[str, int]:
        """Classes and functions, each with the last cell that has it."""
        return {name: at for at, one in enumerate(self.codes) for name in one.blocks}

    @cached_property
    def functions(self) -> dict[str, ast.FunctionDef]:
        """Functions at the top level, the last of each name."""
        nodes = (node for one in self.codes for node in one.top_level)
        return {node.name: node for node in nodes if isinstance(node, ast.FunctionDef)}

    @cached_property
    def of_variables(self) -> frozenset[str]:
        """Classes derived from Function, and Function itself: by their first bases."""
        derived: dict[str, list[str]] = {}
        for node in {node.name: node for one in self.codes for node in one.classes}.values():
            base = next((base.id for base in node.bases if isinstance(base, ast.Name)), "")
            derived.setdefault(base, []).append(node.name)
        found, waiting = {"Function"}, ["Function"]
        while waiting:
            more = [name for name in derived.get(waiting.pop(), ()) if name not in found]
            found.update(more)
            waiting += more
        return frozenset(found)

    @cached_property
    def settings(self) -> dict[str, list[int]]:
        """Names bound at the top level, each with the cells that bind it."""
        found: dict[str, list[int]] = {}
        for at, one in enumerate(self.codes):
            for name in one.names:
                found.setdefault(name, []).append(at)
        return found

    def standing(self, name: str, at: int) -> int | None:
        """The last cell up to `at` that binds a name."""
        cells = self.settings.get(name, [])
        count = bisect_right(cells, at)
        return cells[count - 1] if count else None


@dataclass(frozen=True, slots=True)
class _Search:
    """One question in one notebook; `own` is the question's own cell."""

    question: Question
    notebook: _Notebook
    own: int | None

    @property
    def cells(self) -> Sequence[Cell]:
        """The cells that run."""
        return self.notebook.cells

    @property
    def codes(self) -> Sequence[Code]:
        """Their code."""
        return self.notebook.codes

    @property
    def at_own_cell(self) -> list[Place]:
        """The question's own cell, where there is one."""
        return [] if self.own is None else [Place(0, self.own, ours=True)]

    @property
    def names(self) -> frozenset[str]:
        """The target and what stands beside it."""
        return frozenset((str(self.question.target), *self.question.beside))

    def is_of_variables(self, name: str) -> bool:
        """True for a class derived from Function, where no framework is asked for: its backward needs what Function
        keeps."""
        return "Function" not in self.names and name in self.notebook.of_variables


def places(questions: Sequence[Question], cells: Sequence[Cell]) -> dict[str, list[Place]]:
    """For each question the places where it may be answered, likeliest last; one for classes and functions."""
    notebook = _Notebook(cells, [code(cell.source) for cell in cells])
    by_id = {cell.grade_id: at for at, cell in enumerate(cells) if cell.grade_id}
    found = {q.id: _options(_Search(q, notebook, by_id.get(q.answer_cell))) for q in questions}
    claimed = {place.after for options in found.values() for place in options if place.matches}
    return {
        q.id: [p for p in found[q.id] if p.ours or p.matches or not q.given or p.after not in claimed]
        for q in questions
    }


def _options(search: _Search) -> list[Place]:
    if search.question.target is not None:
        return _of_target(search)
    if search.question.given:
        return _of_variables(search)
    if search.question.tested:
        return search.at_own_cell or [Place(0, max(len(search.cells) - 1, 0), ours=True)][: len(search.cells)]
    tests = [at for at, one in enumerate(search.codes) if any(map(_TEST.search, one.blocks))]
    return search.at_own_cell or [Place(0, at) for at in tests[-1:]]


def _of_target(search: _Search) -> list[Place]:
    own = search.own
    replaced = _written_elsewhere(search)
    if replaced is not None:
        return [Place(0, replaced, ours=True)]
    if own is not None and search.codes[own].names & search.names:
        return search.at_own_cell
    return _by_name(search) or search.at_own_cell or _torn(search) or _by_functions(search)


def _torn(search: _Search) -> list[Place]:
    """The last cell that has the target, or would have it if it were Python; a class also under another name."""
    target = str(search.question.target)
    known = {name.lower() for name in (target, *search.question.aliases)} if target[:1].isupper() else set()
    there = set() if search.is_of_variables(target) else {target}
    found = [
        i
        for i, one in enumerate(search.codes)
        if there & (one.torn | one.names) or any(name.lower() in known for name in one.torn_classes)
    ]
    return [Place(0, i) for i in found[-1:]]


def _by_name(search: _Search) -> list[Place]:
    """After the last cell that defines the target, or what stands beside it, under the likeliest of its names."""
    question = search.question
    known = (str(question.target), *question.aliases)
    names = _names_of(known, search.codes) if search.own is None else known
    blocks = search.notebook.blocks
    if known[0][
        :1
    ].isupper():  # a function of the class's name may stand beside it: relu(x) and class ReluLayer
        names = sorted(names, key=search.notebook.functions.__contains__)
    for name in names:
        if name in blocks and not search.is_of_variables(name):
            needed = {name, *question.beside}
            last = max(blocks[one] for one in needed if one in blocks)
            return [Place(0, last, None if name == question.target else name, search.own is not None)]
    return []


def _by_functions(search: _Search) -> list[Place]:
    """After the last of the functions that answer in the place of a class."""
    defined = {_plain(name): node for name, node in search.notebook.functions.items()}
    known = dict.fromkeys(map(_plain, (str(search.question.target), *search.question.aliases)))
    names = functions_for(search.question, known, defined)
    last = [i for i, one in enumerate(search.codes) if one.blocks & set(names)]
    return [Place(0, i, functions=names) for i in last[-1:]]


def _written_elsewhere(search: _Search) -> int | None:
    """A later cell of the student's own that defines the target, where the question's cell still holds its stub."""
    own, cells = search.own, search.cells
    if own is None or _UNWRITTEN not in cells[own].source:
        return None
    later = (i for i in range(own, len(cells)) if search.question.target in search.codes[i].blocks)
    written = [i for i in later if cells[i].grade_id is None and _UNWRITTEN not in cells[i].source]
    return written[-1] if written else None


def _names_of(known: Sequence[str], codes: Sequence[Code]) -> Iterable[str]:
    """What the target may be called, likeliest first: its known names, and classes whose names are nearly that. A
    function of that name is a helper of the books, whatever its class is called: sigmoid(x) beside class Sigmoid."""
    yield from known
    if known[0][0].isupper():
        plain = [_plain(name) for name in known]
        for one in reversed(codes):
            classes = {node.name for node in one.top_level if isinstance(node, ast.ClassDef)}
            for name in sorted(name for name in one.blocks if name[0].isupper() or name in classes):
                if (
                    _plain(name) in plain
                    or nearest(name, known, sure=True)
                    or nearest(_plain(name), plain, sure=True)
                ):
                    yield name
        yield from _longer(known[0], codes)


def _longer(name: str, codes: Sequence[Code]) -> Iterator[str]:
    """Names that go on after the known one, as TwoLayerNetByBackprop: where nothing is called nearly so."""
    for found in sorted({block for one in codes for block in one.blocks}):
        if found.startswith(name) and found[len(name) :][:1].isupper() and not _TEST.search(found):
            yield found


def means(question: Question, name: str) -> bool:
    """True for a name of the class that a question asks for, in whatever edition."""
    known = (str(question.target), *question.aliases)
    return _plain(name) in map(_plain, known)


def _plain(name: str) -> str:
    """A class name without what editions differ in: Mul_Layer, mullayer and MulGate are one, SoftmaxWithLoss and
    Softmax_and_Loss."""
    return _JOINED.sub("", _AFFIX.sub("", name.replace("_", "").lower()))


_AFFIX = re.compile(r"^layer|(layer|gate|function|node|unit)$")
_JOINED = re.compile(r"(?<=softmax)(with|and)")


def _of_variables(search: _Search) -> list[Place]:
    own, cells = search.own, search.cells
    if own is not None and search.codes[own].names.intersection(search.question.asked):
        before = [
            i for i in range(own) if cells[i].grade_id and cells[i].grade_id != search.question.answer_cell
        ]
        return [Place(before[-1] + 1 if before else 0, own, ours=True)]
    return _likely(search)[-MOST:] or search.at_own_cell


def _likely(search: _Search) -> list[Place]:
    """The places after which the given inputs and enough of the answers stand, likeliest last."""
    notebook, wanted = search.notebook, frozenset(search.question.asked)
    as_given: dict[tuple[str, int], bool] = {}
    scored = []
    for at in _ends(search.codes, wanted, frozenset(search.question.given)):
        of_another = search.own is not None and search.cells[at].grade_id is not None
        place = None if of_another else _ending_at(at, search.question, notebook, as_given)
        if place is not None:
            standing = (notebook.standing(name, at) for name in wanted)
            count = sum(i is not None and i >= place.first for i in standing)
            scored.append((place.matches, count, at, place))
    return [place for matches, count, _, place in sorted(scored) if matches or count > ENOUGH * len(wanted)]


def _ending_at(
    at: int, question: Question, notebook: _Notebook, as_given: dict[tuple[str, int], bool]
) -> Place | None:
    """The cells from where the given inputs were set last to `at`; None where one of them is not set at all. Where one is
    set `as_given` is looked up once."""
    standing: dict[str, int] = {}
    for name in question.given:
        i = notebook.standing(name, at)
        if i is None:
            return None
        standing[name] = i
        if (name, i) not in as_given:
            constant = notebook.codes[i].constants.get(name)
            as_given[name, i] = _matches(question.given[name], constant)
    return Place(min(standing.values()), at, matches=sum(as_given[one] for one in standing.items()))


def _ends(codes: Sequence[Code], wanted: frozenset[str], given: frozenset[str]) -> Iterable[int]:
    """The cells after which an answer is complete: the next ones, if any, begin another (an answer or an input is set
    anew). Cells that still work on an answer belong to it: dW[0, 1] = …, dx += …"""
    answered: frozenset[str] = frozenset()
    end = None
    for at, one in enumerate(codes):
        anew = one.names - one.amended
        if end is not None and anew & (answered | given):
            yield end
            answered, end = frozenset(), None
        if one.names & wanted:
            answered |= one.names & wanted
            end = at
    if end is not None:
        yield end


def _matches(given: object, constant: object) -> bool:
    """Whether an input is as given; of what is drawn in the cell there is only a shape, and any numbers are."""
    return isinstance(given, dict) or compare(_tuples(constant), given) is None


def _tuples(value: object) -> object:
    return tuple(_tuples(item) for item in value) if isinstance(value, list | tuple) else value
