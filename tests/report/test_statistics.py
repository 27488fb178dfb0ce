"""The table students by questions: what a field says, and how well questions tell students apart."""

from __future__ import annotations

import re

import numpy as np
import pytest

from autograder.model.question import Assignment
from autograder.report.beside import Beside
from autograder.report.class_report import write_report
from autograder.report.statistics import ENOUGH, Field, Line, discrimination, line_of, tally
from tests.report.samples import class_of, rich_record


def line(*scores: float, tried: bool = True) -> Line:
    fields = {f"q{n}": Field(score, 4.0, tried or n > 0) for n, score in enumerate(scores)}
    return Line("ada", "graded", sum(scores), 0.0, sum(scores), 12.0, fields)


def test_discrimination_is_the_correlation_with_all_other_points() -> None:
    draw = np.random.default_rng(1).integers(0, 5, (40, 3)).astype(float)
    rows = [line(*scores) for scores in draw]
    wanted = np.corrcoef(draw[:, 0], draw[:, 1:].sum(axis=1))[0, 1]
    assert discrimination(rows, "q0") == pytest.approx(wanted)


def test_nothing_is_said_of_few_students_of_equal_ones_and_of_those_who_did_not_try() -> None:
    rows = [line(float(n), float(n)) for n in range(ENOUGH)]
    assert discrimination(rows, "q0") == pytest.approx(1.0)
    assert discrimination(rows[1:], "q0") is None
    assert discrimination([line(4.0, float(n)) for n in range(ENOUGH)], "q0") is None
    assert discrimination([*rows[1:], line(0.0, 4.0, tried=False)], "q0") is None


def test_rates_are_told_of_all_and_of_those_who_tried() -> None:
    untouched = rich_record() | {"student": "bob"}
    untouched["questions"][0] |= {"outcome": "not_attempted", "score": 0.0}
    full = rich_record() | {"student": "eve"}
    full["questions"][0]["score"] = 4.0
    counts = tally([rich_record(), untouched, full]).questions["multiply_gate"]
    assert counts.pass_rate == pytest.approx(1 / 3)
    assert counts.pass_rate_tried == 0.5
    assert counts.parts == (1, 1, 0, 1)


def test_excused_answers_and_students_count_for_nothing() -> None:
    excused, whole = rich_record() | {"student": "bob"}, rich_record() | {"student": "eve", "excused": True}
    excused["questions"][0]["excused"] = True
    counts = tally([rich_record(), excused, whole])
    assert (counts.questions["multiply_gate"].answers, counts.questions["affine"].answers) == (1, 2)
    assert len(counts.scores) == 2
    assert line_of(whole).excused


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Late, excused, corrected by hand, missing, ungraded."""
    record = rich_record()
    lateness = {"due": "", "seconds": 90000, "days": 2, "free_days": 0, "extension": None}
    record["questions"][0]["manual"] = {"score": 1.0, "comment": "", "automatic": 0.0}
    record["questions"][1]["excused"] = True
    path = tmp_path_factory.mktemp("sheet") / "report.html"
    beside = Beside({"ada": "Lee, Ada"}, ("zoe",), {"ada": "../../feedback/ada/ps2/gates.html"}.get)
    other = rich_record() | {
        "student": "bob",
        "by_hand": {"essay": {"score": 2.5, "comment": "", "points": 5.0}},
    }
    gates = Assignment("gates", "gates", ())
    write_report([record | {"lateness": lateness}, other, *class_of(9)], gates, path, beside=beside)
    return path.read_text("utf-8")


def test_the_table_marks_what_is_late_excused_missing_and_given_by_hand(page: str) -> None:
    ada = re.search(r"<tr><th scope=row><a href=.*", page)
    assert ada
    assert '<a href="../../feedback/ada/ps2/gates.html">Lee, Ada (ada)</a>' in ada[0]
    assert "<td class=late>+2&nbsp;d" in ada[0]
    assert '<td class=l>1<i title="points given by a person">✎</i>' in ada[0]
    assert "<td class=u>excused" in ada[0]
    assert "<td class=late></td><td class=h>2.5</td>" in page
    assert re.search(r"<th scope=row>zoe</th><td colspan=\d+ class=soft>not handed in", page)
    assert "<th scope=row>student0007</th><td class=number>ungraded" in page


def test_only_our_script_may_run(page: str) -> None:
    import base64
    import hashlib

    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    assert (len(scripts), f"script-src 'sha256-{digest}'" in page) == (1, True)
