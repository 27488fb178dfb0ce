"""`gradescope`: results.json as Gradescope's harness reads it, one a student.

A test is a rubric item, the total is the score that counts. What is ungraded has neither score nor tests: Gradescope then says
that the results cannot be used, and gives no points, where a score of 0 would be one.
"""

from collections.abc import Iterator

from autograder.model.question import Assignment
from autograder.model.record import QuestionRecord, Record
from autograder.report.exports.parts.export import Export, each
from autograder.report.exports.parts.telling import (
    by_a_person,
    item_title,
    question_title,
    standing,
    told_of_item,
)
from autograder.words.messages import word


def results(record: Record, assignment: Assignment, lang: str) -> dict[str, object]:
    """The object of one record. What the program printed is hidden from students, and says nothing to them."""
    said: dict[str, object] = {
        "output": standing(record, lang),
        "output_format": "text",
        "stdout_visibility": "hidden",
        "visibility": "visible",
        "extra_data": {"protection": record["protection"], "fingerprint": record["fingerprint"]},
    }
    if record["final_score"] is None or record.get("excused"):
        return said
    asked = [(at, one) for at, one in enumerate(record["questions"], start=1) if not one.get("excused")]
    tests = [test for at, question in asked for test in _tests(question, at, assignment, lang)]
    tests += [
        {"name": name, "score": one["score"], "max_score": one["points"], "output": one["comment"]}
        for name, one in record.get("by_hand", {}).items()
        if one["score"] is not None
    ]
    seconds = round(record["seconds"], 3)
    return {**said, "score": record["final_score"], "execution_time": seconds, "tests": tests}


def not_graded(lang: str) -> dict[str, object]:
    """What stands where the grader itself came to nothing."""
    return {"output": word("ungraded_text", lang), "output_format": "text", "stdout_visibility": "hidden"}


def _tests(
    question: QuestionRecord, place: int, assignment: Assignment, lang: str
) -> Iterator[dict[str, object]]:
    """A test an item, and one for what a person gave in the place of their sum."""
    title = question_title(assignment, question["id"], lang)
    for number, item in enumerate(question["items"], start=1):
        yield {
            "name": f"{title}: {item_title(item, lang)}",
            "number": f"{place}.{number}",
            "score": item["score"],
            "max_score": item["points"],
            "status": "passed" if item["passed"] else "failed",
            "output": told_of_item(item, question, assignment, lang),
        }
    if question.get("manual"):
        difference = question["score"] - sum(item["score"] for item in question["items"])
        yield {
            "name": f"{title}: {word('by_person', lang)}",
            "number": f"{place}.{len(question['items']) + 1}",
            "score": round(difference, 6),
            "max_score": 0.0,
            "output": by_a_person(question, lang),
        }


EXPORT = Export(".zip", files=lambda source: each(source, results), single=".json")
