"""Pages opened in headless Chromium: no serious accessibility problem (axe-core), nothing wider than a phone.

Skipped where no Chromium is on the path. axe-core comes with a package of the dev group.
"""

from __future__ import annotations

import html
import importlib.resources
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from autograder.grading.changes import Change
from autograder.grading.since import Since
from autograder.model.question import Assignment
from autograder.nbgrader_plugin.gradebook.show import outputs
from autograder.report.beside import Beside
from autograder.report.class_report import write_report
from autograder.report.student_page import write_feedback
from tests.report.samples import ASSIGNMENT, TITLES, Record, class_of, rich_record
from tests.report.similarity.test_page import page as similar
from tests.report.test_course_report import PARTS, page

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="needs chromium"),
]

RUN = """<script>
document.querySelectorAll("details").forEach(one => one.open = true);
axe.run().then(result => {
  const found = result.violations.map(one => [one.id, one.impact, one.nodes.map(node => node.html).slice(0, 3)]);
  const answer = {found, width: innerWidth, wide: document.documentElement.scrollWidth > innerWidth,
                  dark: matchMedia("(prefers-color-scheme: dark)").matches,
                  results: [...document.querySelectorAll(".rubric .result")].map(one => one.getBoundingClientRect().x)};
  parent.document.body.append("<<<" + JSON.stringify(answer) + ">>>");
});
</script>"""


def axe_core() -> str:
    """The text of axe.min.js."""
    package = importlib.resources.files("axe_selenium_python")
    return (package / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


def opened(text: str, folder: Path, width: int, *, dark: bool) -> dict[str, Any]:
    """What axe-core and the layout say of a page, opened in a frame of that width (windows have a least width)."""
    text = re.sub(r"<meta http-equiv[^>]*>", "", text)  # the page's own policy forbids scripts, ours too
    tools = f"<script>{axe_core()}</script>{RUN}"
    framed = html.escape(text.replace("</body>", f"{tools}</body>"))
    outer = '<!DOCTYPE html><meta name="color-scheme" content="light dark"><body>'
    outer += f'<iframe style="width: {width}px; height: 2000px; border: 0" srcdoc="{framed}"></iframe>'
    (folder / "page.html").write_text(outer, encoding="utf-8")
    command = [
        str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", f"--user-data-dir={folder / 'profile'}",
        f"--blink-settings=preferredColorScheme={0 if dark else 1}", "--window-size=1400,2100",
        "--virtual-time-budget=20000", "--dump-dom", (folder / "page.html").as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    answer = re.search(r"<<<([^<].*)>>>", html.unescape(done.stdout.rsplit("</iframe>", 1)[-1]), re.DOTALL)
    assert answer, done.stderr[-2000:]
    return dict(json.loads(answer[1]))


def with_long_words() -> Record:
    """A record whose texts have no place to break a line."""
    record = rich_record()
    record["student"] = "s" * 80
    record["questions"][0]["items"][0]["message"] = record["questions"][0]["notes"][0] = "m" * 300
    record["questions"][1]["outcome"] = "crashed"
    record["questions"][1]["error"] = record["cells"][0]["error"] = {
        "type": "T" * 80,
        "message": "e" * 200,
        "line": 1,
    }
    return record


def in_cells(record: Record) -> str:
    """A page with what stands in the output cells of nbgrader's."""
    told = [outputs(record, f"{one}_check", 4.0, ASSIGNMENT, style=True)[0] for one in TITLES]
    cells = "".join(one["data"]["text/html"] for one in told)
    head = '<meta name="viewport" content="width=device-width"><title>gates</title>'
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body><main><h1>Gates</h1><h2>1.</h2>{cells}</main></body></html>'


KINDS = [
    (kind, width, dark)
    for kind in ("feedback", "long words", "cells", "long cells", "report")
    for width in (1280, 320)
    for dark in (False, True)
]


@pytest.mark.parametrize(
    ("kind", "width", "dark"),
    [
        *KINDS,
        ("report of thousands", 320, True),
        *((kind, *how) for kind in ("course", "similar") for how in ((320, True), (1280, False))),
    ],
)
def test_a_page_has_no_accessibility_problem(kind: str, width: int, dark: bool, tmp_path: Path) -> None:
    path = tmp_path / "source.html"
    if kind == "course":
        page(tmp_path, PARTS)
        path = tmp_path / "r.html"
    elif kind == "similar":
        path.write_text(similar("en"), encoding="utf-8")
    elif kind.startswith("report"):
        students = 1300 if kind == "report of thousands" else 60
        since = Since(
            "2027-03-01",
            "2027-03-02",
            [Change("ada", 1.0, 2.0, (("q", 1.0, None),), ("handed in anew",))],
            ["bob"],
        )
        beside = Beside(missing=("m" * 80,), page_of="{}.html".format, since=since, similar="similar.html")
        layers = Assignment("layers", "layers", ())
        write_report([*class_of(students), with_long_words()], layers, path, beside=beside)
    else:
        record = with_long_words() if kind.startswith("long") else rich_record()
        if kind.endswith("cells"):
            path.write_text(in_cells(record), encoding="utf-8")
        else:
            write_feedback(record, ASSIGNMENT, "en", path)
    answer = opened(path.read_text(encoding="utf-8"), tmp_path, width, dark=dark)
    assert answer["found"] == []
    assert (answer["width"], answer["dark"]) == (width, dark)
    assert not answer["wide"]
    assert len(set(answer["results"])) <= 1  # one column through all questions


def test_our_script_runs_under_the_policy_of_its_page(tmp_path: Path) -> None:
    page(tmp_path, PARTS)
    command = [
        str(CHROMIUM),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={tmp_path / 'profile'}",
    ]
    command += ["--dump-dom", (tmp_path / "r.html").as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.count("<button>") == 3 + len(PARTS)
