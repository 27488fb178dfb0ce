"""The notebook as students read it: its texts in one language, their blanks filled, and *Run All* going through to the end.

`autograder release` does this before nbgrader's generate step, and nbgrader's own generate_assignment in a preprocessor.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import groupby
from pathlib import Path

from autograder.model.errors import CourseError
from autograder.model.question import Assignment, Course, Question
from autograder.model.record import Json
from autograder.notebook.marks import is_answer, is_test, marks_of
from autograder.release.blanks import filled
from autograder.words.catalogue import ENGLISH
from autograder.words.messages import word

Cell = Json

GOES_ON = "raises-exception"
"""Jupyter's tag of a cell whose error does not stop those after it; nbgrader sees the error all the same."""

_DOCSTRING = re.compile(r'"""(.*?)"""', re.DOTALL)


def for_students(notebook: Json, course: Course, assignment: Assignment, lang: str, source: Path) -> None:
    """Change a reference notebook, as JSON or as nbformat has it, into what students read in `lang`.

    Raises CourseError, which names `source`, for a blank that nobody fills.
    """
    cells = list(_in_language(notebook["cells"], lang))
    _translate(cells, notebook["metadata"].pop("docstrings", {}), lang, source)
    for cell, question in _with_questions(cells, assignment):
        if cell["cell_type"] == "markdown":
            text = "".join(cell["source"])
            if "{{" in text:
                at = notebook["cells"].index(cell)
                cell["source"] = filled(text, course, assignment, question, lang, (source, at))
        elif is_answer(marks_of(cell)) or is_test(marks_of(cell)):
            tags = cell["metadata"].setdefault("tags", [])
            tags += [GOES_ON] if GOES_ON not in tags else []
    notebook["cells"] = cells
    notebook["metadata"]["lang"] = lang


def _translate(cells: Sequence[Cell], texts: object, lang: str, source: Path) -> None:
    """Put the docstrings of answer cells into a language, as far as the notebook has them in it: `docstrings` in its metadata, by
    language a mapping of each to its translation; those of questions that have gone are let be. What is read-only is the same in every
    language, for the grader compares it, but for what the first cell says where a package is missing."""
    for cell in (cell for cell in cells if cell["cell_type"] == "code" and marks_of(cell).get("locked")):
        text = "".join(cell["source"])
        cell["source"] = text.replace(word("notebook_missing", ENGLISH), word("notebook_missing", lang))
    answers = [cell for cell in cells if cell["cell_type"] == "code" and is_answer(marks_of(cell))]
    written = ["".join(cell["source"]) for cell in answers]
    for said, translated in _translations(texts, source).get(lang, {}).items():
        written = [text.replace(f'"""{said}"""', f'"""{translated}"""') for text in written]
    for cell, text in zip(answers, written, strict=True):
        cell["source"] = text


def _translations(texts: object, source: Path) -> dict[str, dict[str, str]]:
    """By language, docstrings and what they are there. Raises CourseError where they are not written so."""
    by_language = texts if isinstance(texts, dict) else {"": texts}
    if all(
        isinstance(spoken, dict) and all(map(_is_text, spoken.values())) for spoken in by_language.values()
    ):
        return dict(by_language)
    what = (
        'docstrings of its metadata: write {"ko": {"Return z.": "…"}}, by language each and its translation'
    )
    raise CourseError(source, 0, what)


def left_in_english(notebook: Json, source: Path) -> Iterator[str]:
    """A line for each docstring of an answer cell without a translation, where one is left over: its translation was not changed."""
    answers = [cell for cell in notebook["cells"] if is_answer(marks_of(cell))]
    said = [text for cell in answers for text in _DOCSTRING.findall("".join(cell["source"]))]
    for lang, texts in _translations(notebook["metadata"].get("docstrings", {}), source).items():
        left = [text for text in texts if text not in said]
        for text in (text for text in said if text not in texts and left):
            near = get_close_matches(text, left, 1, 0)[0]
            yield f'docstrings of its metadata: {lang} has "{near}", which no answer cell says; translate "{text}" in its place'


def _is_text(translated: object) -> bool:
    """What can stand between the quotes of a docstring."""
    return isinstance(translated, str) and '"""' not in translated


def language_of(notebook: Json) -> str | None:
    """The language that a released notebook is in; None where it does not say."""
    lang = notebook.get("metadata", {}).get("lang")
    return lang if isinstance(lang, str) else None


def _in_language(cells: Sequence[Cell], lang: str) -> Iterator[Cell]:
    """The cells without a language, and of those that stand together in several the one in `lang`, else English, else the first."""
    for spoken, run in groupby(cells, lambda cell: cell["cell_type"] == "markdown" and bool(_language(cell))):
        if not spoken:
            yield from run
            continue
        texts = list(run)
        there = [_language(cell) for cell in texts]
        chosen = next((one for one in (lang, ENGLISH) if one in there), there[0])
        yield from (cell for cell in texts if _language(cell) == chosen)


def _language(cell: Cell) -> object:
    return cell["metadata"].get("lang")


def _with_questions(cells: Sequence[Cell], assignment: Assignment) -> list[tuple[Cell, Question | None]]:
    """Each cell with the question whose answer cell comes next."""
    answered = {question.answer_cell: question for question in reversed(assignment.questions)}
    found: list[tuple[Cell, Question | None]] = []
    after: Question | None = None
    for cell in reversed(cells):
        after = answered.get(str(marks_of(cell).get("grade_id")), after)
        found.append((cell, after))
    return found[::-1]
