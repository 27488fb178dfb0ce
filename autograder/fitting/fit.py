"""How a notebook that is not ours answers our questions: one `Fit` a question, read from the text alone.

`fit` is the one door of this room: which cells run, which helpers they lack, where each question is answered, under
which names, and what it need not fulfil. Nothing runs here.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from autograder.fitting.borrowed import (
    Helpers,
    elsewhere,
    framework_for,
    helpers_for,
    imported_from_elsewhere,
    stand_ins_for,
    taken_from_elsewhere,
)
from autograder.fitting.conventions import (
    base_of_lists,
    is_layer,
    of_class,
    of_functions,
    of_network,
    probe_functions,
)
from autograder.fitting.earlier_steps import SPREAD, is_earlier_step, seeded, waived
from autograder.fitting.helpers import INERT, LEAVES
from autograder.fitting.lent import HELPERS
from autograder.fitting.lent_framework import ARRAYS, FRAMEWORK
from autograder.fitting.locate import Place, means, places
from autograder.fitting.released import came_from
from autograder.fitting.spelling import Source, Spelling, read_source, respelt, spelling_of
from autograder.model.cell import Cell
from autograder.model.question import Form, Question
from autograder.notebook.bounds import MAX_CELLS
from autograder.notebook.cells import parted
from autograder.sandbox.protocol import Asked, Probe


@dataclass(frozen=True, slots=True)
class Fit:
    """One question in one notebook.

    place     where it is answered; `place.ours` says that it came from our release, so that no allowance is made
    spelling  the names that the notebook spells otherwise than our probes
    waived    claims that the notebook is not asked to fulfil; where "seed" is one, the caller sets the gradient of ones
    imported  classes asked about that it takes from files which were not handed in
    adapters  expressions for names that our probes use, where the notebook has another convention or no such name
    """

    question: Question
    place: Place
    spelling: Spelling = field(default_factory=dict)
    waived: frozenset[str] = frozenset()
    imported: frozenset[str] = frozenset()
    adapters: tuple[tuple[str, str], ...] = ()

    @property
    def on_leaves(self) -> bool:
        """A network: it stands on layers, which are questions of their own."""
        return bool(self.question.follow_through.leaves)

    @property
    def names(self) -> frozenset[str]:
        """What its answer may be called here."""
        question, place = self.question, self.place
        ours = (*question.answers, *question.asked, *question.beside)
        return frozenset((*ours, *place.functions, *self.spelling.values(), place.alias or ""))

    def asked(self, probes: tuple[Probe, ...]) -> Asked:
        """The question as this notebook is asked it: after its cells, and with names as it spells them."""
        question, place = self.question, self.place
        alias = ((question.target, place.alias),) if question.target and place.alias else ()
        if self.spelling:
            probes = tuple(respelt(probe, self.spelling) for probe in probes)
        if "seed" in self.waived:
            probes = tuple(map(seeded, probes))
        names = alias + self.adapters
        return Asked(question.id, place.first, place.after, tuple(question.given), probes, names)


@dataclass(frozen=True)
class Fitted:
    """A notebook fitted to the questions of an assignment.

    cells    those that run, a cell that may answer several plain-variable questions in pieces
    ours     the notebook came from our release, which has all that it needs: nothing stands in for what it lacks
    helpers  functions and classes of the books that they use and that are supplied, and what stands in for bases and types
    leaves   further ones, which are supplied to networks alone
    defined  names of classes and functions that the notebook has, maybe under another name
    annotations  whether they are evaluated (they may name what is not there)
    stops    for each test cell, by its grade_id, how many of the cells that run stand before it
    fits     for each question that can be asked, likeliest last; more than one only where plain variables may be
             answered at several places, which their numbers decide
    """

    cells: tuple[Cell, ...]
    ours: bool
    helpers: Helpers
    leaves: Helpers
    defined: frozenset[str]
    annotations: bool = True
    stops: Mapping[str, int] = field(default_factory=dict)
    fits: Mapping[str, tuple[Fit, ...]] = field(default_factory=dict)

    @property
    def supplied(self) -> frozenset[str]:
        """Of the helpers those that do something."""
        return frozenset(name for name, function in self.helpers.items() if function not in INERT)

    @cached_property
    def imported(self) -> frozenset[str]:
        """What it takes from files that were not handed in, as it is called there; "*" for everything."""
        return frozenset() if self.ours else imported_from_elsewhere(self.cells)

    def borrowed(self, names: Iterable[str]) -> frozenset[str]:
        """Of some names those that the notebook does not define, and imports from files that were not handed in."""
        lacking = frozenset(names) - self.defined
        return lacking if "*" in self.imported else lacking & self.imported

    def taken(self, question: Question) -> frozenset[str]:
        """The names under which the notebook takes what a question asks for from files that were not handed in."""
        if self.ours or question.target in self.defined:
            return frozenset()
        names = (str(question.target), *question.aliases)
        return taken_from_elsewhere(self.cells, partial(means, question)) | self.borrowed(names)


def fit(questions: Sequence[Question], cells: Sequence[Cell], released: Sequence[Cell] = ()) -> Fitted:
    """Fit a submission's cells to the questions; those that its text leaves no place for are not among the fits."""
    running = _running(cells, in_pieces=any(question.given for question in questions))
    source = read_source(running)
    found = places(questions, running)
    targets = {str(question.target) for question in questions if found[question.id]}
    defined = frozenset({*source.classes, *source.functions, *targets})
    ours = came_from(cells, {*(q.answer_cell for q in questions), *(cell.grade_id for cell in released)})
    helpers, leaves = (
        ({}, {}) if ours else (_helpers(questions, running, defined), helpers_for(running, LEAVES))
    )
    annotations = ours or any(map(_READS_ANNOTATIONS.search, (cell.source for cell in running)))
    fitted = Fitted(running, ours, helpers, leaves, defined, annotations, _stops(cells, running))
    fits = {q.id: tuple(_fits(q, found[q.id], fitted, source)) for q in questions}
    return replace(fitted, fits={q: those for q, those in fits.items() if those})


def _running(cells: Sequence[Cell], *, in_pieces: bool) -> tuple[Cell, ...]:
    """The cells that run; those without an id, that may answer several questions of plain variables, statement by
    statement."""
    running: list[Cell] = []
    unlocked = [cell for cell in cells if not cell.locked]
    for at, cell in enumerate(unlocked):
        pieces = parted(cell) if in_pieces and cell.grade_id is None else ()
        few = len(running) + len(pieces) + len(unlocked) - at <= MAX_CELLS
        running += pieces if pieces and few else (cell,)
    return tuple(running)


def _stops(cells: Sequence[Cell], running: Sequence[Cell]) -> dict[str, int]:
    """How many of the cells that run stand before each test cell."""
    pieces = Counter(cell.index for cell in running)
    stops: dict[str, int] = {}
    before = 0
    for cell in cells:
        if cell.locked:
            stops.setdefault(cell.grade_id or "", before)
        else:
            before += pieces.pop(cell.index, 0)
    return stops


_READS_ANNOTATIONS = re.compile(
    r"__annotations__|get_annotations|get_type_hints|signature|argspec|singledispatch"
)
"""Code that may look at annotations: there they are evaluated, as usual."""


def _helpers(questions: Sequence[Question], cells: Sequence[Cell], defined: frozenset[str]) -> Helpers:
    """What is supplied from the beginning to a notebook that did not come from our release."""
    names = {name for question in questions for name in question.beside}
    framework = framework_for(cells, defined) if names & FRAMEWORK else {}
    return {**stand_ins_for(cells, defined), **helpers_for(cells, HELPERS | ARRAYS, defined), **framework}


def _fits(question: Question, found: Sequence[Place], fitted: Fitted, source: Source) -> Iterable[Fit]:
    earlier = not fitted.ours and is_earlier_step(question, source, elsewhere(fitted.cells).named)
    for place in found:
        if place.ours:
            yield Fit(question, place)
            continue
        spelling = spelling_of(question, place.alias or str(question.target), source)
        adapters = {} if fitted.ours else _adapters(question, place, fitted, source, spelling)
        names = {*question.beside} - fitted.helpers.keys()
        imported = fitted.borrowed(names)
        if any(name[0].isupper() for name in names - adapters.keys() - fitted.defined - imported):
            continue  # a class that is nowhere cannot be asked about
        if adapters and is_layer(question):
            spelling = {}  # it has our names
        theirs = waived(source) if earlier else SPREAD
        claims = frozenset() if fitted.ours else theirs
        yield Fit(question, place, spelling, claims, imported, tuple(adapters.items()))


def _adapters(
    question: Question, place: Place, fitted: Fitted, source: Source, spelling: Spelling
) -> dict[str, str]:
    """Expressions for names that a question's probes use, where the notebook has another convention, or no such name."""
    name = place.alias or str(question.target)
    if question.rubric[0].form is Form.NETWORK:
        network = of_network(name, source)
        return {} if network is None else {str(question.target): network}
    if is_layer(question):
        functions = place.functions
        layer = (
            of_functions(question, functions, source)
            if functions
            else of_class(question, name, source, spelling)
        )
        return {} if layer is None else {str(question.target): layer}
    bases = base_of_lists(source) if "Function" in question.beside else ()
    return {**dict(bases), **dict(probe_functions(question, fitted.defined, spelling, source))}
