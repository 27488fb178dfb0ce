"""`autograder grade`: what the command line asks for is what is done."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from autograder.commands import grade as command
from autograder.commands.grade import Options
from autograder.course.load import load_course
from autograder.grading.changes import Change
from autograder.model.errors import UsageError
from tests.conftest import ROOT
from tests.own_course import SUMS, hand_in, several_notebooks


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Options]:
    """The options of each run; nothing is graded."""
    seen: list[Options] = []

    def grade(_course: object, _assignment: object, options: Options) -> int:
        seen.append(options)
        return 0

    monkeypatch.setattr(command, "grade", grade)
    return seen


def run(*arguments: object) -> None:
    parser = argparse.ArgumentParser()
    command.arguments(parser)
    assert (
        command.run(parser.parse_intermixed_args(["ps2", "--course", str(ROOT), *map(str, arguments)])) == 0
    )


def test_by_default_it_is_the_class_and_the_gradebook(asked: list[Options]) -> None:
    run()
    (options,) = asked
    assert options == Options((ROOT / "submitted",), ROOT / "graded" / "ps2", lang="en")
    assert options.gradebook


@pytest.mark.parametrize(
    ("arguments", "gradebook"),
    [
        (["--no-gradebook"], False),
        (["-o", "elsewhere"], False),
        ([ROOT / "submitted" / "s01-right"], True),
        (["/somewhere/else"], False),
        ([ROOT / "submitted", "/somewhere/else"], False),
    ],
)
def test_the_gradebook_is_for_the_courses_own_class(
    asked: list[Options], arguments: list[object], gradebook: bool
) -> None:
    run(*arguments)
    assert asked[0].gradebook == gradebook


def test_every_option_arrives(asked: list[Options]) -> None:
    run(
        "-j",
        3,
        "--student",
        "s*",
        "--force",
        "--seed",
        7,
        "--lang",
        "ko",
        "--unprotected",
        "-q",
        "--json",
        "--log",
        "log",
        "--diff",
        "--profile",
        "--scheduler",
        "tls://host:8786",
        "--tls-ca",
        "ca.pem",
        "--tls-key",
        "our.key",
        "-o",
        "out",
        "in",
    )
    (options,) = asked
    assert options == Options(
        *((Path("in"),), Path("out"), 3, "s*", True, 7),
        gradebook=False,
        lang="ko",
        protect=False,
        quiet=True,
        json=True,
        log=Path("log"),
        diff=True,
        profile=True,
        scheduler="tls://host:8786",
        tls_ca=Path("ca.pem"),
        tls_key=Path("our.key"),
    )


def test_changes_are_told_by_name_with_their_reason() -> None:
    changes = [
        Change("eve", 3.0, 2.0, (("b", 2.0, 1.0),), ("changed in the course: b",)),
        Change("ada", None, 3.5, (), ("had no result before: broken",)),
    ]
    assert command.changes_told(changes, "en") == [
        "ada: none → 3.5: had no result before: broken",
        "eve: 3 → 2 (b 2 → 1): changed in the course: b",
    ]
    assert command.changes_told([], "en") == ["no score changed"]
    told = [json.loads(line) for line in command.changes_as_json(changes)]
    assert [(one["event"], one["student"], one["after"]) for one in told] == [
        ("changed", "eve", 2.0),
        ("changed", "ada", 3.5),
    ]


class StartedError(Exception):
    """Grading would begin now."""


def begun(root: Path, scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Go as far as grading one notebook on a cluster. Raises StartedError."""

    def starts(*_: object, workers: object, **__: object) -> None:
        assert workers
        raise StartedError

    monkeypatch.setattr(command, "grade_all", starts)
    course = load_course(several_notebooks(root))
    hand_in(root / "submitted" / "ada" / "ps1", sums=SUMS)
    options = Options((root / "submitted",), root / "graded", quiet=True, scheduler=scheduler)
    command.grade(course, course.assignments[0], options)


@pytest.mark.parametrize(
    ("address", "warned"), [("tcp://10.0.0.1:8786", True), ("tls://10.0.0.1:8786", False)]
)
def test_a_cluster_that_anybody_can_use_is_warned_of(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    warned: bool,
    capsys: pytest.CaptureFixture[str],
) -> None:
    pytest.importorskip("distributed")
    with pytest.raises(StartedError):
        begun(tmp_path, address, monkeypatch)
    assert ("warning: tcp://10.0.0.1:8786: whoever reaches it" in capsys.readouterr().err) == warned


def test_without_dask_it_is_said_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match="pip install"):
        begun(tmp_path, "local-cluster", monkeypatch)
