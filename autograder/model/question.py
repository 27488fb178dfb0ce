"""The words of a course, as frozen data: course, assignment, question, rubric.

Nothing here reads files or runs code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from enum import Enum, auto
from pathlib import Path

from autograder.model.condition import COSTS, Condition, Costs

TESTS = "tests"
"""The check kind of tests that an instructor wrote in the reference notebook."""
Text = Mapping[str, str]
"""A text for people by language, for instance {"en": …, "ko": …}; "en" is always there."""


Example = Mapping[str, object]
"""What a question's text prints and everybody may try: inputs and what comes of them, by name."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one submission may use: processor seconds a cell, those a question's probes, memory beyond the start-up's; and all
    its processes together, by the clock and of processors."""

    cell_seconds: float = 10.0
    question_seconds: float = 5.0
    memory_mb: int = 1024
    submission_seconds: float = 120.0
    submission_cpu_seconds: float = 120.0


@dataclass(frozen=True, slots=True)
class Late:
    """Late penalty: the share of the score lost for each day or each hour begun, the most that is ever lost (0 … 1), and the
    minutes after the due date that still count as in time; days and hours begin after them."""

    per_day: float = 0.0
    at_most: float = 1.0
    per_hour: float = 0.0
    grace_minutes: float = 0.0


class Form(Enum):
    """How something is answered: what a check kind asks for, and a question as far as something comes of inputs there."""

    VARIABLES = auto()  # variables that the cells work out
    CALLS = auto()  # forward and backward
    FUNCTION = auto()  # a function that returns values and gradients
    EXPRESSIONS = auto()  # expressions of objects
    NETWORK = auto()  # a classifier with params, predict, loss and gradient
    FRAMEWORK = auto()  # classes that remember how they were computed
    NUMERICAL = auto()  # a function that differentiates others


@dataclass(frozen=True, slots=True)
class RubricItem:
    """One gradable claim and its points.

    `check` names a check kind (a module of `autograder.checks`), `of` the things it speaks of (may be empty),
    `options` what else that kind understands (`equals`, `d`, `by`, …), `line` where it stands in course.yml, `form` how the kind says
    that it is answered.
    """

    check: str
    points: float
    of: tuple[str, ...] = ()
    options: Mapping[str, object] = field(default_factory=dict)
    line: int = 0
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class FollowThrough:
    """What a question stands on: answers to others, its leaves, and the share of the points that it earns with right ones alone."""

    leaves: tuple[str, ...] = ()
    share: float = 0.5


@dataclass(frozen=True, slots=True)
class Question:
    """One exercise: how to reach the student's answer, and its rubric.

    id         key in course.yml, nbgrader's grade_id of the answer cell, folder of its specimens
    cell       the grade_id of its answer cell, where several questions share one ("": that is its id)
    given      plain-variable questions: the inputs that the stub sets, by name
    target     class or function that the student writes (None for plain variables)
    aliases    other names that learners use for the target
    init       constructor arguments by name, each a shape: a tuple of dimensions, () for a number
    inputs     arguments of forward (or of the function) by name, each a shape
    backward   the inputs or parameters whose gradients backward returns, in order (default: all inputs)
    gradients  gradients found elsewhere: attribute set by backward, or name among `returns`, by input or parameter
    returns    function targets: names of what the function returns, in order
    forward    function targets: a function of the reference notebook whose numerical gradient is the right answer
    upstream   function targets: the inputs that are the upstream gradients, one for each value of `forward`
    outputs    what forward of a class or pair returns, in order, where it is several values: backward is handed as many
    partner    the function that is the backward of `target`, where both are functions and hand a cache on; `target` itself, where
               what it hands on is its backward
    draw       what inputs and parameters are drawn as, by name (`numbers.kinds`); those that are not named are plain numbers
    conditions what side conditions cost, as a share of an item's points
    tries      the side conditions that are tried, as far as they apply (None: all)
    example    what the text prints and everybody may know: inputs and what comes of them, by name, a mapping an example
    graph      the formula that it is drawn as: assignments (`model.formula`)
    options    whatever else the question's check kinds read
    """

    id: str
    rubric: tuple[RubricItem, ...]
    title: Text = field(default_factory=dict)
    cell: str = ""
    given: Mapping[str, object] = field(default_factory=dict)
    target: str | None = None
    aliases: tuple[str, ...] = ()
    init: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    inputs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    backward: tuple[str, ...] = ()
    gradients: Mapping[str, str] = field(default_factory=dict)
    returns: tuple[str, ...] = ()
    forward: str | None = None
    upstream: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    partner: str | None = None
    draw: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    conditions: Costs = field(default_factory=lambda: COSTS)
    tries: tuple[Condition, ...] | None = None
    example: tuple[Example, ...] = ()
    example_line: int = 0
    graph: tuple[str, ...] = ()
    options: Mapping[str, object] = field(default_factory=dict)
    line: int = 0

    @property
    def answer_cell(self) -> str:
        """The grade_id of the cell that students answer in."""
        return self.cell or self.id

    @property
    def kind(self) -> str:
        """Which plan of its check kinds asks it, where they have several; else ""."""
        return str(self.options.get("kind", ""))

    @property
    def beside(self) -> tuple[str, ...]:
        """The names that are asked with, beside that of the target."""
        names = self.options.get("names")
        return tuple(names) if isinstance(names, list | tuple) else ()

    @property
    def follow_through(self) -> FollowThrough:
        """What it stands on: no leaves where it stands by itself."""
        found = self.options.get("follow_through")
        return found if isinstance(found, FollowThrough) else FollowThrough()

    @property
    def asked(self) -> tuple[str, ...]:
        """All names that the rubric speaks of, each once."""
        return tuple(dict.fromkeys(name for item in self.rubric for name in item.of))

    @property
    def forms(self) -> frozenset[Form | None]:
        """How its items are answered."""
        return frozenset(item.form for item in self.rubric)

    @property
    def form(self) -> Form | None:
        """How it is answered; None where nothing is asked that comes of inputs."""
        if self.given:
            return Form.VARIABLES
        if Form.NETWORK in self.forms:
            return Form.NETWORK
        if not self.inputs or not self.forms & {Form.CALLS, Form.EXPRESSIONS}:
            return None
        if Form.EXPRESSIONS in self.forms:
            return Form.EXPRESSIONS
        return Form.FUNCTION if self.returns else Form.CALLS

    @property
    def answers(self) -> frozenset[str]:
        """The names that an answer defines: of a class or functions, else of the variables asked for."""
        blocks = frozenset(name for name in (self.target, self.partner, *self.aliases) if name)
        return blocks or frozenset(self.asked)

    def is_tried(self, condition: Condition) -> bool:
        """Whether this side condition is tried where it applies."""
        return self.tries is None or condition in self.tries

    def called(self, name: str) -> str:
        """The name under which a gradient is known to the student: dW for W, dx for x."""
        if name in self.gradients:
            return self.gradients[name]
        return f"d{name}" if name in self.inputs or name in self.init else name

    @property
    def tested(self) -> tuple[RubricItem, ...]:
        """The items that are tests of the instructor's, each of one test cell."""
        return tuple(item for item in self.rubric if item.check == TESTS)

    @property
    def test_cells(self) -> Mapping[str, float]:
        """nbgrader's test cells that the points of this question stand in, and how many stand in each: those of the
        instructor's tests, and one for all other items."""
        cells = {item.of[0]: item.points for item in self.tested}
        if len(cells) < len(self.rubric):
            cells[f"{self.id}_check"] = sum(item.points for item in self.rubric if item.check != TESTS)
        return cells

    @property
    def points(self) -> float:
        """Points of the whole question."""
        return sum(item.points for item in self.rubric)


@dataclass(frozen=True, slots=True)
class Misconception:
    """A belief that a course names beside those that the package knows: what is said of it (`description`, `nudge`, maybe
    `explanation`) by language, and others that yield the same numbers."""

    id: str
    said: Mapping[str, Mapping[str, str]]
    same_values_as: tuple[str, ...] = ()


Misconceptions = Mapping[str, Misconception]
"""A course's own ones, by id."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """One problem set: a reference notebook and its questions, in the notebook's order; `misconceptions` are the course's own, `files`
    what stands beside the notebook for code to open, by name; `by_hand` the points of cells that people grade, by grade_id.

    Of several notebooks, `members` are assignments of one each; `notebook` is the first one's then, everything else that of all
    together. A member's `sheet` is its notebook's name, which results carry.
    """

    id: str
    notebook: str
    questions: tuple[Question, ...]
    title: Text = field(default_factory=dict)
    due: datetime | None = None
    late: Late | None = None
    by_hand: Mapping[str, float] = field(default_factory=dict)
    misconceptions: Misconceptions = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    sheet: str = ""
    members: tuple[Assignment, ...] = ()

    @property
    def parts(self) -> tuple[Assignment, ...]:
        """Assignments of one notebook each: the members, or the assignment itself."""
        return self.members or (self,)

    @property
    def label(self) -> str:
        """What people call it: its id, and of several notebooks its own name."""
        return f"{self.id}/{self.sheet}" if self.sheet else self.id

    @property
    def notebooks(self) -> tuple[str, ...]:
        """The names of all its notebooks."""
        return tuple(part.notebook for part in self.parts)

    @property
    def points(self) -> float:
        """Points of the whole assignment."""
        return sum(question.points for question in self.questions)

    def question(self, question_id: str) -> Question:
        """The question of that id; KeyError when there is none."""
        return {question.id: question for question in self.questions}[question_id]


@dataclass(frozen=True, slots=True)
class Course:
    """A course folder, read: `root` is the folder of course.yml.

    `answers` says when feedback pages may show right numbers of hidden inputs: "never", or "after_due"; `numerical` is
    the share of a gradient's points that finite differences earn where the chain rule is asked for; `protection` the lowest
    level at which other people's code is graded ("strong", or "full"); `packages` are what students may import beside numpy and the
    standard library; `coaching` whether the self-check has a question to think about beside a result; `hand_in` how students
    hand in, where they do it in another way than by the file alone; `zone` the time zone that
    course.yml names, if it names one (`zone_of` says which holds); `free_late_days` how many days late cost a student nothing,
    over all assignments.
    """

    id: str
    root: Path
    assignments: tuple[Assignment, ...]
    title: Text = field(default_factory=dict)
    limits: Limits = Limits()
    language: str = "en"
    answers: str = "never"
    numerical: float = 0.0
    protection: str = "strong"
    packages: tuple[str, ...] = ()
    coaching: bool = True
    hand_in: Text = field(default_factory=dict)
    zone: tzinfo | None = None
    free_late_days: int = 0

    def zone_of(self, assignment: Assignment) -> tzinfo:
        """The time zone of times that name none: the course's, else that of the assignment's due date, else UTC."""
        return self.zone or (assignment.due and assignment.due.tzinfo) or UTC

    def assignment(self, assignment_id: str) -> Assignment:
        """The assignment of that id; KeyError when there is none."""
        return {assignment.id: assignment for assignment in self.assignments}[assignment_id]

    def solution_path(self, assignment: Assignment) -> Path:
        """The reference notebook of an assignment."""
        return self.root / "solutions" / assignment.id / f"{assignment.notebook}.ipynb"

    def records_path(self, assignment: Assignment) -> Path:
        """Where an assignment's records are, unless another folder is asked for."""
        return self.root / "graded" / assignment.id

    def released_path(self, assignment: Assignment) -> Path:
        """The stub notebook that students get."""
        return self.root / "assignments" / assignment.id / f"{assignment.notebook}.ipynb"
