"""A new language is a folder of words and no change of code: the whole program is run with one that has ten sentences."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.words.conftest import add_japanese

FORGETS_DZ = "class MultiplyGate:\n    def forward(self, x, y):\n        self.x, self.y = x, y\n        return x * y\n    def backward(self, dz):\n        return self.y, self.x\n"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the program, which has a third language, and of the course, which speaks it."""
    folder = tmp_path_factory.mktemp("japanese")
    shutil.copytree(ROOT / "autograder", folder / "autograder", ignore=shutil.ignore_patterns("__pycache__"))
    add_japanese(folder / "autograder" / "words")
    shutil.copytree(ROOT / "solutions", folder / "course" / "solutions")
    course = (ROOT / "course.yml").read_text(encoding="utf-8")
    for old, new in (("language: en", "language: ja"), ("ko: 순전파와 역전파를 가진 게이트", "ja: ゲート")):
        assert old in course
        course = course.replace(old, new)
    (folder / "course" / "course.yml").write_text(course, encoding="utf-8")
    (folder / "course" / "submitted" / "ada" / "ps2").mkdir(parents=True)
    (folder / "course" / "submitted" / "ada" / "ps2" / "gates.py").write_text(FORGETS_DZ)
    return folder


def run(installed: Path, *arguments: str, language: str = "C.UTF-8") -> subprocess.CompletedProcess[str]:
    """One command of the copy, in its course."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("LC_") and k != "LANGUAGE"}
    environment |= {"PYTHONPATH": str(installed), "LANG": language, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "autograder.cli", *arguments]
    return subprocess.run(
        command, cwd=installed / "course", env=environment, capture_output=True, encoding="utf-8", check=False
    )


@pytest.mark.slow
def test_a_class_is_graded_in_a_third_language(installed: Path) -> None:
    """In the course's language without being asked; English wherever there is no sentence."""
    done = run(installed, "grade", "ps2", "--no-gradebook")
    assert done.returncode == 0, done.stderr
    record = json.loads((installed / "course/graded/ps2/ada.json").read_text("utf-8"))
    assert record["lang"] == "ja"
    gate = next(question for question in record["questions"] if question["id"] == "multiply_gate")
    assert [item["message"] for item in gate["items"] if item["passed"]] == ["正解です。"]
    assert "The upstream gradient (dz) is left out." in json.dumps(gate)
    done = run(installed, "report", "ps2")
    assert done.returncode == 0, done.stderr
    text = (installed / "course/feedback/ada/ps2/gates.html").read_text("utf-8")
    for seen in (
        '<html lang="ja">',
        "<h1>ゲート</h1>",
        "✓ 正しい",
        ">勾配 ",
        "dzを変えると結果は変わりますか。",
    ):
        assert seen in text
    assert "Explain it to me" in text
    assert not [letter for letter in text if "가" <= letter <= "힣"]


@pytest.mark.slow
@pytest.mark.parametrize(("asked", "system"), [(("--lang", "ja"), "C.UTF-8"), ((), "ja_JP.UTF-8")])
def test_the_self_check_speaks_it(asked: tuple[str, ...], system: str, installed: Path) -> None:
    right = installed / "course" / "right.py"
    right.write_text(FORGETS_DZ.replace("self.y, self.x\n", "dz * self.y, dz * self.x\n"))
    done = run(installed, "check", "right.py", "-q", "multiply_gate", *asked, language=system)
    assert done.returncode == 0, done.stderr
    assert "✓ はい" in done.stdout
    assert "勾配は順伝播と合っています。" in done.stdout
    assert "largest difference" in done.stdout


@pytest.mark.slow
def test_what_students_get_is_in_it_where_there_are_words(installed: Path) -> None:
    """The notebook has no text in it, so the English one stands there, with Japanese in its blanks."""
    code = (
        "from pathlib import Path; from autograder.course.load import load_course; from autograder.release.generate import draft;"
        "course = load_course(Path()); made = draft(course, course.assignment('ps2'), 'ja');"
        "print(*(made.files[name].decode().replace(chr(10), ' ') for name in ('gates.ipynb', 'exercises.json')), sep=chr(10))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=installed / "course",
        env=os.environ | {"PYTHONPATH": str(installed), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    notebook, exercises = map(json.loads, done.stdout.splitlines())
    texts = ["".join(one["source"]) for one in notebook["cells"] if one["cell_type"] == "markdown"]
    assert texts[1].startswith("## 1. The multiply gate · 4点")
    assert (notebook["metadata"]["lang"], exercises["language"]) == ("ja", "ja")
    assert not [letter for text in texts for letter in text if "가" <= letter <= "힣"]


@pytest.mark.slow
def test_a_language_without_a_folder_is_refused(installed: Path) -> None:
    done = run(installed, "check", "right.py", "--lang", "fr")
    assert done.returncode == 2
    assert "'fr' (choose from " in done.stderr
    assert "ja" in done.stderr
