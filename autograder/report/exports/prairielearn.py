"""`prairielearn`: results.json as PrairieLearn reads it from an external grader, one a student.

The score is a share, 0 to 1. What is ungraded is not gradable: no points, and no attempt is lost.
"""

from autograder.model.question import Assignment
from autograder.model.record import Record
from autograder.report.exports.parts.export import Export, as_json, each
from autograder.report.exports.parts.telling import (
    by_a_person,
    item_title,
    question_title,
    standing,
    told_of_item,
)
from autograder.words.messages import word

LARGEST = 1024 * 1024
"""Bytes that PrairieLearn reads."""


def results(record: Record, assignment: Assignment, lang: str) -> dict[str, object]:
    """The object of one record, small enough for PrairieLearn."""
    said: dict[str, object] = {"gradable": True, "message": standing(record, lang)}
    score, most = record["final_score"], record["max_score"]
    if score is None or record.get("excused") or not most:
        return {"gradable": False, "format_errors": [said["message"]]}
    said["score"] = min(1.0, max(0.0, score / most))
    tests: list[object] = []
    said["tests"] = tests
    for question in (one for one in record["questions"] if not one.get("excused")):
        title = question_title(assignment, question["id"], lang)
        for item in question["items"]:
            name, told = f"{title}: {item_title(item, lang)}", told_of_item(item, question, assignment, lang)
            points = {"points": item["score"], "max_points": item["points"]}
            tests.append({"name": name, **points, "message": told})
    said["output"] = "\n".join(filter(None, (by_a_person(one, lang) for one in record["questions"])))
    return said if len(as_json(said)) <= LARGEST else {**said, "tests": [], "output": ""}


def not_graded(lang: str) -> dict[str, object]:
    """What stands where the grader itself came to nothing: no points, no attempt lost."""
    return {"gradable": False, "format_errors": [word("ungraded_text", lang)]}


EXPORT = Export(".zip", files=lambda source: each(source, results), single=".json")
