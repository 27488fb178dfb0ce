"""`junit`: the class as one JUnit file (xunit2): a suite a student, a case a rubric item.

The suite has the properties `score`, `late_penalty`, `final_score` and `max_score`, a case `points` and `max_points`, as pytest writes
properties. Ungraded is an error, excused and not handed in are skipped.
"""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from autograder.model.question import Assignment
from autograder.model.record import QuestionRecord, Record
from autograder.report.exports.parts.export import Entry, Export, Source
from autograder.report.exports.parts.telling import item_names, number, standing, told_of_item
from autograder.words.clean import clean
from autograder.words.messages import word

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML has no form for."""
KINDS = ("failures", "errors", "skipped")


def _text(source: Source) -> str:
    suites = [_suite(entry, source.assignment, source.lang) for entry in source.everyone()]
    kinds = ("tests", "failures", "errors")
    total = {kind: str(sum(int(suite.get(kind, "0")) for suite in suites)) for kind in kinds}
    root = Element("testsuites", {"name": source.assignment.id, **total})
    root.extend(suites)
    indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, "unicode") + "\n"


def _suite(entry: Entry, assignment: Assignment, lang: str) -> Element:
    record = entry.record
    seconds = f"{record['seconds'] if record else 0.0:.3f}"
    suite = Element("testsuite", {"name": _writable(clean(entry.student.student)), "time": seconds})
    stamp = record["submission"]["handed_in"] if record else None
    if stamp:
        suite.set("timestamp", stamp)
    if record is None:
        _case(suite, assignment.id, "graded", "skipped", word("nothing_handed_in", lang))
    elif record.get("excused"):
        _case(suite, assignment.id, "graded", "skipped", standing(record, lang))
    elif record["final_score"] is None:
        _case(suite, assignment.id, "graded", "error", standing(record, lang))
    else:
        _graded(suite, record, assignment, lang)
    suite.set("tests", str(len(suite.findall("testcase"))))
    for kind in KINDS:
        suite.set(kind, str(len(suite.findall(f"testcase/{kind.removesuffix('s')}"))))
    return suite


def _graded(suite: Element, record: Record, assignment: Assignment, lang: str) -> None:
    names = ("score", "late_penalty", "final_score", "max_score")
    _properties(suite, {name: record[name] for name in names})  # type: ignore[literal-required]
    for question in record["questions"]:
        at = f"{assignment.id}.{question['id']}"
        if question.get("excused"):
            _case(suite, at, "excused", "skipped", word("excused", lang))
            continue
        _items(suite, question, at, assignment, lang)


def _items(suite: Element, question: QuestionRecord, at: str, assignment: Assignment, lang: str) -> None:
    names = item_names((item["check"], item["of"]) for item in question["items"])
    for name, item in zip(names, question["items"], strict=True):
        outcome = "" if item["passed"] else "failure"
        case = _case(suite, at, name, outcome, told_of_item(item, question, assignment, lang))
        _properties(case, {"points": item["score"], "max_points": item["points"]})


def _properties(of: Element, values: Mapping[str, float | None]) -> None:
    properties = SubElement(of, "properties")
    for name, value in values.items():
        SubElement(properties, "property", {"name": name, "value": number(value)})


def _case(suite: Element, at: str, name: str, outcome: str, said: str) -> Element:
    """One case; `outcome` is the element that says how it ended, empty where all is right."""
    said_of = {"classname": _writable(at), "name": _writable(name), "time": "0.000"}
    case = SubElement(suite, "testcase", said_of)
    if outcome:
        told = _writable(said)
        SubElement(case, outcome, {"message": told.partition("\n")[0]}).text = told
    return case


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)


EXPORT = Export(".xml", text=_text)
