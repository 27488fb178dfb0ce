"""The rows of graded submissions: written in bulk, next to what people have entered by hand, which is never touched."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from autograder.grading.settling.database import Database
from autograder.grading.settling.facts import SIGN
from autograder.model.student import Student
from autograder.nbgrader_plugin.gradebook.cell_scores import Marks
from autograder.nbgrader_plugin.gradebook.made_from import read_stamps
from autograder.nbgrader_plugin.gradebook.sheet import KnownCell, Sheet, new_key

NO_RESPONSE = "No response."


def write_rows(book: Database, sheet: Sheet, marks: Sequence[Marks]) -> None:
    """Write the rows of students, their submissions, scores and comments; those that are as they should be are left alone."""
    if not marks:
        return
    _add_students(book, marks)
    known = read_stamps(book, sheet)
    papers = _submissions(book, sheet, marks)
    by_paper = {papers[one.student]: one for one in marks}
    wanted = papers.values() if len(marks) > 1 else by_paper  # one student's are found without the others'
    # something else was handed in than what the rows were made from
    stamps = ((one, known.get(one.student)) for one in marks)
    anew = {papers[one.student] for one, stamp in stamps if stamp and stamp[:SIGN] != one.sha256[:SIGN]}
    _write_cells(book, sheet, wanted, by_paper, anew)


def keep_names(book: Database, students: Mapping[str, Student]) -> None:
    """Names and e-mail addresses of the students in the gradebook, as a roster says them; what it does not say stays."""
    sql = "SELECT id, last_name, first_name, email FROM student"
    found = book.rows(f"{sql} WHERE id = ?", *students) if len(students) == 1 else book.rows(sql)
    there = {name: tuple(said) for name, *said in found if name in students}
    wanted = {
        name: tuple(new or old for new, old in zip(_called(students[name]), said, strict=True))
        for name, said in there.items()
    }
    other = ((*said, name) for name, said in wanted.items() if said != there[name])
    book.run("UPDATE student SET last_name = ?, first_name = ?, email = ? WHERE id = ?", other)


def _called(student: Student) -> tuple[str, str, str]:
    return student.last_name, student.first_name, student.email


def add_missing_rows(book: Database, sheet: Sheet) -> None:
    """A grade and a comment for every cell of every submission, as nbgrader expects to find them."""
    found = book.rows("SELECT id FROM submitted_notebook WHERE notebook_id = ?", sheet.notebook_key)
    _write_cells(book, sheet, [paper for (paper,) in found], {})


def _add_students(book: Database, marks: Iterable[Marks]) -> None:
    there = {name for (name,) in book.rows("SELECT id FROM student")}
    new = dict.fromkeys(one.student for one in marks if one.student not in there)
    book.insert("student", "id", ((name,) for name in new))


def _submissions(book: Database, sheet: Sheet, marks: Sequence[Marks]) -> dict[str, str]:
    """The key of every student's submitted notebook; rows are made where there are none."""
    handed_in = {one.student: book.moment(one.handed_in) for one in marks}
    sql = "SELECT student_id, id, timestamp FROM submitted_assignment WHERE assignment_id = ?"
    rows = book.rows(sql, sheet.assignment_key)
    there = {student: key for student, key, _ in rows}
    other = ((handed_in[s], key) for s, key, when in rows if s in handed_in and handed_in[s] != when)
    book.run("UPDATE submitted_assignment SET timestamp = ? WHERE id = ?", other)
    new = {student: new_key() for student in handed_in if student not in there}
    added = [(key, sheet.assignment_key, student, handed_in[student]) for student, key in new.items()]
    book.insert("submitted_assignment", "id, assignment_id, student_id, timestamp", added)
    there |= new
    sql = "SELECT assignment_id, id FROM submitted_notebook WHERE notebook_id = ?"
    papers = dict(book.rows(sql, sheet.notebook_key))
    missing = {there[student]: new_key() for student in handed_in if there[student] not in papers}
    added_papers = [(key, submission, sheet.notebook_key, False) for submission, key in missing.items()]
    book.insert("submitted_notebook", "id, assignment_id, notebook_id, flagged", added_papers)
    papers |= missing
    return {student: papers[key] for student, key in there.items() if key in papers}


def _write_cells(
    book: Database,
    sheet: Sheet,
    papers: Collection[str],
    by_paper: Mapping[str, Marks],
    anew: Collection[str] = (),
) -> None:
    """All rows of each cell, a cell at a time: that is how the tables are indexed."""
    for cell in sheet.cells:
        if cell.grade_key:
            _grade(book, cell, papers, by_paper, anew)
        if cell.comment_key:
            _comment(book, cell, cell.comment_key, papers, by_paper)


def _of_cell(
    book: Database, columns: str, table: str, key: str, papers: Collection[str]
) -> dict[str, tuple[Any, ...]]:
    """By submission, the other columns of the cell's rows; of one submission alone, where it is the only one asked for."""
    sql = f"SELECT notebook_id, {columns} FROM {table} WHERE cell_id = ?"
    rows = book.rows(f"{sql} AND notebook_id = ?", key, *papers) if len(papers) == 1 else book.rows(sql, key)
    return {row[0]: row[1:] for row in rows}


def _grade(
    book: Database,
    cell: KnownCell,
    papers: Collection[str],
    by_paper: Mapping[str, Marks],
    anew: Collection[str],
) -> None:
    """Automatic scores; what a person has scored is to be looked at again where it was for another hand-in, or is judged otherwise."""
    key = str(cell.grade_key)
    there = _of_cell(book, "id, auto_score, manual_score, needs_manual_grade", "grade", key, papers)
    new, changed = [], []
    for paper in papers:
        score = by_paper[paper].scores[cell.name] if paper in by_paper else None
        if paper not in there:
            idle = paper in by_paper and cell.name in by_paper[paper].idle
            new.append((new_key(), paper, key, score, score is None and not idle))
        elif paper in by_paper:
            row, before, manual, needs = there[paper]
            if manual is None:
                look = score is None and cell.name not in by_paper[paper].idle
            else:
                look = bool(needs) or paper in anew or before != score
            if (before, bool(needs)) != (score, look):
                changed.append((score, look, row))
    book.insert("grade", "id, notebook_id, cell_id, auto_score, needs_manual_grade", new)
    book.run("UPDATE grade SET auto_score = ?, needs_manual_grade = ? WHERE id = ?", changed)


def _comment(
    book: Database, cell: KnownCell, key: str, papers: Collection[str], by_paper: Mapping[str, Marks]
) -> None:
    there = _of_cell(book, "id, auto_comment", "comment", key, papers)
    new, changed = [], []
    for paper in papers:
        silent = paper in by_paper and cell.name in by_paper[paper].silent
        text = NO_RESPONSE if silent else None
        if paper not in there:
            new.append((new_key(), paper, key, text))
        elif paper in by_paper and there[paper][1] != text:
            changed.append((text, there[paper][0]))
    book.insert("comment", "id, notebook_id, cell_id, auto_comment", new)
    book.run("UPDATE comment SET auto_comment = ? WHERE id = ?", changed)
