"""The JUnit file, read by a reader as strict as the schema that Jenkins' xUnit plugin validates with (junit-10.xsd), but for the
properties of a case, which pytest writes and that schema does not know."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree.ElementTree import Element, fromstring

from autograder.report.exports.junit import EXPORT
from tests.report.exports.samples import records, source

ATTRIBUTES = {
    "testsuites": ({"name", "tests", "failures", "errors", "time"}, set()),
    "testsuite": (
        {
            "name",
            "tests",
            "failures",
            "errors",
            "skipped",
            "time",
            "timestamp",
            "hostname",
            "id",
            "package",
            "file",
        },
        {"name", "tests", "failures", "errors"},
    ),
    "properties": (set(), set()),
    "property": ({"name", "value"}, {"name", "value"}),
    "testcase": ({"name", "time", "classname", "group"}, {"name"}),
    "failure": ({"type", "message"}, set()),
    "error": ({"type", "message"}, set()),
    "skipped": ({"type", "message"}, set()),
}
"""By element the attributes that it may have, and those that it must have."""
CHILDREN = {
    "testsuites": {"testsuite"},
    "testsuite": {"testsuite", "properties", "testcase", "system-out", "system-err"},
    "properties": {"property"},
    "testcase": {"properties", "skipped", "error", "failure", "system-out", "system-err"},
}
SECONDS = re.compile(r"(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]{0,3})?")


def obeys(element: Element) -> None:
    """Raises AssertionError where the schema would refuse."""
    may, must = ATTRIBUTES[element.tag]
    assert must <= set(element.keys()) <= may, element.attrib
    if element.tag.startswith("testsuite"):
        assert SECONDS.fullmatch(element.get("time", ""))
    for child in element:
        assert child.tag in CHILDREN.get(element.tag, set()), (element.tag, child.tag)
        obeys(child)


def read() -> Element:
    assert EXPORT.text
    root = fromstring(EXPORT.text(source()).encode())
    obeys(root)
    return root


def suites() -> dict[str, Element]:
    return {suite.get("name", ""): suite for suite in read()}


def properties(of: Element) -> dict[str, str]:
    return {one.get("name", ""): one.get("value", "") for one in of.findall("properties/property")}


def test_counts_are_those_of_the_cases() -> None:
    root = read()
    for suite in root:
        assert suite.get("tests") == str(len(suite.findall("testcase")))
        assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
    for kind in ("tests", "failures", "errors"):
        assert root.get(kind) == str(sum(int(suite.get(kind, "0")) for suite in root))


def test_a_case_an_item_and_its_points_beside_them() -> None:
    ada = suites()["ada"]
    cases = {(case.get("classname"), case.get("name")): case for case in ada.findall("testcase")}
    failure = cases["ps2.multiply_gate", "gradient of x, y"].find("failure")
    assert failure is not None
    assert failure.get("message") == "The two gradients are exchanged."
    assert properties(cases["ps2.multiply_gate", "gradient of x, y"])["max_points"] == "3.0"
    told = properties(ada)
    assert set(told) == {"score", "late_penalty", "final_score", "max_score"}
    assert told["final_score"] == "3.15"


def test_the_points_of_a_students_cases_are_those_of_the_record() -> None:
    found = suites()
    for record in records():
        cases = [properties(case) for case in found[record["student"]].findall("testcase")]
        items = [item for question in record["questions"] for item in question["items"]]
        if record["final_score"] is not None and not record.get("excused"):
            assert [float(case["points"]) for case in cases] == [item["score"] for item in items]
            assert [float(case["max_points"]) for case in cases] == [item["points"] for item in items]
        else:
            assert cases == [{}]


def test_ungraded_is_an_error_excused_and_missing_are_skipped() -> None:
    found = suites()
    assert found["chul"].find("testcase/error") is not None
    assert [found[name].get("skipped") for name in ("dina", "nobody", "ada")] == ["1", "1", "0"]
    assert not found["chul"].findall("testcase/failure")


def test_what_xml_cannot_write_is_replaced() -> None:
    said = records()
    said[0]["student"] = "a\x00\x1b\ud800\ufffe"
    said[0]["questions"][0]["items"][1]["message"] = "]]> <&\x0b"
    assert EXPORT.text
    obeys(fromstring(EXPORT.text(replace(source(), records=lambda: iter(said))).encode()))
