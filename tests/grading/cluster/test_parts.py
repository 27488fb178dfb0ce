"""What needs no cluster: addresses, what travels, who takes worker after worker along."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("distributed")

from distributed import Future
from distributed.scheduler import KilledWorker

from autograder.grading.cluster import Address, Cluster, course_files, packed
from autograder.grading.cluster.plugin import _unpacked
from autograder.grading.intake.submission import Submission
from autograder.grading.task import Answer, Task
from autograder.model.errors import AutograderError
from tests.conftest import ROOT

TEMPLATE = ROOT / "autograder" / "commands" / "template"


@pytest.mark.parametrize(
    ("address", "open_to_all"),
    [
        ("tcp://10.0.0.1:8786", True),
        ("tcp://host:8786", True),
        ("tls://host:8786", False),
        ("tcp://127.0.0.1:8786", False),
        ("tcp://localhost:8786", False),
        ("tcp://[::1]:8786", False),
        ("local-cluster", False),
    ],
)
def test_an_address_that_anybody_can_use(address: str, open_to_all: bool) -> None:
    assert Address(address, 1).open_to_all == open_to_all


def test_what_a_grader_reads_of_a_course_travels() -> None:
    assert sorted(course_files(TEMPLATE, "ps1")) == ["course.yml", "solutions/ps1/first_steps.ipynb"]


@pytest.mark.parametrize("earlier", [False, True])
def test_a_task_travels_with_the_file_that_is_graded_and_the_record_before(
    tmp_path: Path, earlier: bool
) -> None:
    files = [tmp_path / "in" / name for name in ("gates.ipynb", "other.py")]
    record = tmp_path / "out" / "gates.ipynb"
    for path in (*files, record):
        path.parent.mkdir(exist_ok=True)
        path.write_text(path.parent.name + path.name)
    submission = Submission("ada", tuple(files), ("notes.txt",))
    task = Task(submission, record if earlier else None, frozenset({"q"}))
    said, contents = packed(task)
    assert [name for name, _ in contents] == ["gates.ipynb"] * (1 + earlier)
    for path in (files[0], record):
        path.unlink()
    there = _unpacked(said, contents, tmp_path / "there")
    assert there.submission.files[0].read_text() == "ingates.ipynb"
    assert there.submission.files[1:] == (files[1],)
    assert (there.submission.student, there.submission.others, there.kept) == (
        "ada",
        ("notes.txt",),
        frozenset({"q"}),
    )
    assert (there.earlier.read_text() if there.earlier else None) == ("outgates.ipynb" if earlier else None)


def test_all_notebooks_of_a_task_travel(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.ipynb", "b.ipynb", "other.py")]
    for path in files:
        path.write_text(path.name)
    one = Submission("ada", tuple(files), sheets=("a", "b"))
    said, contents = packed(Task(one))
    there = _unpacked(said, contents, tmp_path / "there").submission
    assert [(sheet, path.read_text()) for sheet, path in there.graded] == [("a", "a.ipynb"), ("b", "b.ipynb")]
    assert there.files[2:] == (files[2],)
    assert there.sha256() == one.sha256()


class Ended(Future):
    """A chunk whose Dask worker died, or that failed otherwise."""

    status = "error"

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def exception(self, timeout: object = None, **_: object) -> Any:
        return self.error

    def __del__(self) -> None:
        """No cluster has it."""


def killed() -> Ended:
    return Ended(KilledWorker("grade_chunk", None, 0))  # type: ignore[arg-type]


def tasks(*students: str) -> list[Task]:
    return [Task(Submission(student, ())) for student in students]


def test_who_takes_worker_after_worker_along_is_found_and_given_up() -> None:
    lost: list[str] = []

    def note(task: Task, reason: str) -> Answer:
        lost.append(task.submission.student)
        return Answer(task.submission.student, "ungraded", reason, b"")

    crowd = Cluster(None, "name", SimpleNamespace(lost=note))  # type: ignore[arg-type]
    ada, eve = tasks("ada", "eve")
    again: deque[list[Task]] = deque()
    assert list(crowd._failed([ada, eve], killed(), again)) == []
    assert list(again) == [[ada], [eve]]  # one by one from now on
    again.clear()
    assert list(crowd._failed([eve], killed(), again)) == []
    (answer,) = crowd._failed([eve], killed(), again)
    assert (lost, list(again)) == (["eve"], [[eve]])
    assert str(answer.reason).startswith("3 Dask workers ended while they graded it")


def test_a_cluster_that_fails_is_one_line() -> None:
    crowd = Cluster(None, "name", None)  # type: ignore[arg-type]
    with pytest.raises(
        AutograderError, match=r"the cluster failed \('no such plugin'\); finished records are kept"
    ):
        list(crowd._failed(tasks("ada"), Ended(KeyError("no such plugin")), deque()))
