"""What `autograder report` writes of submissions that are alike: similar.html beside the class report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from autograder.files import write_whole
from autograder.grading.store import read_record, record_path
from autograder.model.errors import AutograderError
from autograder.model.question import Assignment, Course
from autograder.notebook.cells import read_cells
from autograder.report.anonymous import words_of
from autograder.report.fill import fill
from autograder.report.similarity.page import MOST, Reader, View
from autograder.report.similarity.pairs import Class, Pair
from autograder.report.similarity.rarity import Handout, handout
from autograder.words.messages import in_language

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
    """Write the page of the pairs in `group`, whose records are in `folder`; without what names the `hidden` people in code. Raises OSError."""
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
