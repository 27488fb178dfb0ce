"""The site of docs/: what is made of the program is all there, links lead to pages, plots show what the text says of them.
That every link leads somewhere Sphinx sees, in `make docs`."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from types import ModuleType

import pytest

from autograder.commands import HELP
from autograder.numbers.compare import AGREE, STEP
from autograder.words.catalogue import misconceptions, said_of_misconceptions
from tests.conftest import ROOT

DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def made() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(DOCS))
        yield importlib.import_module("made")


@pytest.fixture(scope="module")
def plots() -> Iterator[ModuleType]:
    pytest.importorskip("matplotlib")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(DOCS))
        yield importlib.import_module("plots")


def test_every_command_and_its_options_are_told(made: ModuleType) -> None:
    text = made.commands()
    assert re.findall(r"^## (\w+)$", text, re.MULTILINE) == list(HELP)
    assert "--replay RECORD" in text
    assert "usage: autograder check [-h]" in text


def test_every_key_of_a_record_is_told(made: ModuleType) -> None:
    text = made.record()
    for name, one in made.record_schema()["$defs"].items():
        section = text.partition(f"## {name}\n")[2].partition("\n## ")[0]
        told = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
        assert told == list(one.get("properties", [])), name
    assert "| `status` | `graded`, `ungraded` |" in text


def test_every_known_mistake_is_told_and_nothing_of_how_to_mend_it(made: ModuleType) -> None:
    text = made.known_mistakes()
    assert re.findall(r"^\| `([\w-]+)` \|", text, re.MULTILINE) == list(misconceptions())
    assert "을(를)" not in text
    for lang in ("en", "ko"):
        told = said_of_misconceptions(lang).values()
        assert [one for one in told if one.get("explanation", "nothing") in text] == []


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[a](../SECURITY.md)", "[a](reporting.md)"),
        ("[a](../LICENSE)", "[a](licences.md)"),
        ("[a](course.md#tests-in-python)", "[a](course.md#tests-in-python)"),
        ("[a](../tests/intake.py)", "a"),
        ("![a](pictures/report.png)", "![a](pictures/report.png)"),
        ("[a](https://jupyter.org)", "[a](https://jupyter.org)"),
        ("[a](nowhere.md)", "[a](nowhere.md)"),
    ],
)
def test_links_lead_to_pages(made: ModuleType, written: str, shown: str) -> None:
    assert made.linked(written, DOCS) == shown


def test_documents_beside_docs_are_pages(made: ModuleType) -> None:
    text = made.filled("<!-- file: CONTRIBUTING.md -->", "contributing")
    assert "[ARCHITECTURE.md](architecture.md)" in text
    assert "[tests/README.md](tests.md)" in text
    assert "[docs/numerics.md](numerics.md)" in text


def test_pictures_are_made_by_the_scripts_and_shown() -> None:
    names = set(re.findall(r'"([\w-]+\.(?:png|svg))"', (DOCS / "pictures.py").read_text("utf-8")))
    names |= set(re.findall(r'PICTURES / "([\w-]+\.svg)"', (DOCS / "plots.py").read_text("utf-8")))
    assert {path.name for path in (DOCS / "pictures").iterdir()} == names
    shown = set(
        re.findall(r"\]\(pictures/([\w.-]+)\)", "".join(p.read_text("utf-8") for p in DOCS.glob("*.md")))
    )
    assert shown == names


@pytest.mark.slow
def test_the_step_that_is_taken_is_as_good_as_the_plot_says(plots: ModuleType) -> None:
    texts = re.findall(r"<text[^>]*>([^<]+)</text>", (DOCS / "pictures" / "steps.svg").read_text("utf-8"))
    for name, (function, gradient) in plots.FUNCTIONS.items():
        assert f"four points, {name}" in texts
        ours = plots.error(plots.four_points, function, gradient, STEP)
        usual = min(plots.error(plots.two_points, function, gradient, step) for step in (1e-4, 1e-5, 1e-6))
        assert ours < AGREE / 10
        assert ours < usual, name
