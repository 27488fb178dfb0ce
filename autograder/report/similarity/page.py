"""The page of submissions that are alike: pairs with both codes side by side, what they share marked, and what that may mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from autograder.files import write_whole
from autograder.grading.store import read_record, record_path
from autograder.model.errors import AutograderError
from autograder.model.question import Assignment, Course
from autograder.model.record import QuestionRecord, Record
from autograder.notebook.cells import read_cells
from autograder.report.anonymous import without_people, words_of
from autograder.report.fill import fill
from autograder.report.similarity.likeness import Line, form_of
from autograder.report.similarity.pairs import Class, Pair
from autograder.report.similarity.rarity import Handout, Sign, handout, traits_of
from autograder.words.clean import clean, clean_lines
from autograder.words.messages import in_language

if TYPE_CHECKING:
    from markupsafe import Markup

MOST = 30
"""Pairs that are shown."""
LINES = 80
"""Lines of an answer that are shown."""
_SIGNS = 6
"""Of what two share, so many of the rarest are named."""
_TOLD = 1.0
"""Bits: a question that says less is not shown."""


class Shared(NamedTuple):
    """Something that two share and few have: of which question (its title), what kind it is, how many have it, as it reads."""

    title: str
    kind: str
    holders: int
    text: str


class Beside(NamedTuple):
    """Two answers to a question: its title, how much of the one is in the other after renaming (0 … 1), the codes."""

    title: str
    alike: float
    first: Markup
    second: Markup


class View(NamedTuple):
    """A pair as it is shown: their names, what they share, their answers beside each other."""

    first: str
    second: str
    shared: list[Shared]
    answers: list[Beside]


class Reader:
    """Makes views of pairs: `titles` of the questions, `named` as students are called, code without what names `hidden` people."""

    def __init__(
        self,
        group: Class,
        titles: Mapping[str, str],
        named: Callable[[str], str],
        hidden: frozenset[str] | None = None,
    ) -> None:
        self.group, self.titles, self.named, self.hidden = group, titles, named, hidden

    def view(self, pair: Pair, first: Record, second: Record) -> View:
        """The view of a pair, of their records; the most telling questions first."""
        questions = [{one["id"]: one for one in record["questions"]} for record in (first, second)]
        traits = [self.group.traits[student] for student in (pair.first, pair.second)]
        worth = {
            name: self.group.rarity.of_question(traits[0][name], traits[1][name])
            for name in traits[0].keys() & traits[1].keys()
        }
        told = sorted((q for q, bits in worth.items() if bits >= _TOLD), key=lambda q: (-worth[q], q))
        answers = [self._beside(name, questions[0][name], questions[1][name]) for name in told]
        return View(self.named(pair.first), self.named(pair.second), self._shared(first, second), answers)

    def _shared(self, first: Record, second: Record) -> list[Shared]:
        """The rarest that both have, in words."""
        texts: dict[int, Sign] = {}
        keys = [
            {key for answer in traits_of(record, self.group.given, texts).values() for key in answer.every}
            for record in (first, second)
        ]
        rarity = self.group.rarity
        rare = [key for key in keys[0] & keys[1] & texts.keys() if rarity.is_rare(key)]
        both = [(rarity.holders[key], texts[key]) for key in rare]
        both = [one for one in both if self.hidden is None or one[1].kind != "comment"]
        found = []
        for count, sign in sorted(both, key=lambda one: (one[0], -len(one[1].text), one[1]))[:_SIGNS]:
            text = clean(sign.text if sign.kind == "wrong" else self._safe(sign.text), 120)
            found.append(Shared(self.titles.get(sign.question, sign.question), sign.kind, count, text))
        return found

    def _beside(self, name: str, first: QuestionRecord, second: QuestionRecord) -> Beside:
        from rapidfuzz.distance import Indel

        sources = [self._source(first), self._source(second)]
        forms = [[line.form for line in form_of(source).lines] for source in sources]
        sequences = [" \n ".join(sorted(lines)).split(" ") for lines in forms]
        alike = Indel.normalized_similarity(*sequences)
        codes = [
            self._code(name, source, set(other))
            for source, other in zip(sources, reversed(forms), strict=True)
        ]
        return Beside(self.titles.get(name, name), alike, *codes)

    def _source(self, question: QuestionRecord) -> str:
        return self._safe((question["source"] or "").replace("\r\n", "\n"))

    def _safe(self, code: str) -> str:
        """As it stands, or without what says whose it is."""
        return code if self.hidden is None else without_people(code, self.hidden)

    def _code(self, name: str, source: str, other: set[str]) -> Markup:
        """The source with line numbers: rare lines of both, and lines that the other has not, marked in words and colour."""
        from markupsafe import Markup, escape

        kinds = {
            at: self._kind(name, line, other)
            for line in form_of(source).lines
            for at in range(line.at, line.at + line.lines)
        }
        lines = enumerate(clean_lines(source, LINES, 200))
        return Markup("".join(
            f'<span class="line {kind}"><span class="no">{_MARKS[kind]}{at + 1}</span>{escape(line)}\n</span>'
            for at, line in lines for kind in [kinds.get(at, "")]
        ))  # fmt: skip

    def _kind(self, name: str, line: Line, other: set[str]) -> str:
        if line.form not in other:
            return "differs"
        rare = self.group.rarity.is_rare(hash((name, line.form)))
        return "rare" if rare and line.form not in self.group.given.lines else ""


_MARKS = {"": "", "rare": "= ", "differs": "≠ "}


SIMILAR = "similar.html"
"""The page's name."""


def class_of(course: Course, assignment: Assignment) -> Class:
    """Whoever takes the records; what was handed out is left out, where it is there to be read."""
    try:
        released = map(course.released_path, assignment.parts)
        given = handout(cell.source for path in released for cell in read_cells(path))
    except (OSError, AutograderError):
        given = Handout()
    return Class(given)


def write_similar_page(
    assignment: Assignment,
    group: Class,
    folder: Path,
    lang: str,
    named: Callable[[str], str],
    *,
    hidden: Iterable[str] | None = None,
) -> None:
    """Write the page of the pairs in `group`, whose records are in `folder`, without what names the `hidden` people in code.

    Raises OSError.
    """
    titles = {one.id: in_language(one.title, lang, one.id) for one in assignment.questions}
    reader = Reader(group, titles, named, None if hidden is None else words_of(hidden))
    alike = group.alike()
    known = {(pair.first, pair.second) for pair in alike}
    wrong = [pair for pair in group.same_wrong() if (pair.first, pair.second) not in known]
    page = fill(
        "similar.html.j2",
        lang,
        title=in_language(assignment.title or assignment.id, lang),
        views=_views(alike[:MOST], reader, folder),
        wrong=_views(wrong[:MOST], reader, folder),
        students=group.rarity.students,
        count=len(alike),
    )
    write_whole(folder / SIMILAR, page, lasting=False)


def _views(pairs: Sequence[Pair], reader: Reader, folder: Path) -> list[View]:
    """The pairs whose records are both there."""
    read = [[read_record(record_path(folder, name)) for name in (pair.first, pair.second)] for pair in pairs]
    found = zip(pairs, read, strict=True)
    return [reader.view(pair, first, second) for pair, (first, second) in found if first and second]
