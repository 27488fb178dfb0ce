"""The Dask worker's part: stations that grade chunks, each in a process that the next chunk finds there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("distributed")

from autograder.grading.cluster import packed, plugin
from autograder.grading.cluster.plugin import Stations, grade_chunk
from autograder.grading.intake.submission import Submission
from autograder.grading.recipe import Recipe
from autograder.grading.task import Answer, Task
from autograder.grading.workers.worker import Ready, Refused
from autograder.model.errors import SandboxError

READY = Ready("full", ("a",), {"grader": "g"}, 30.0)  # type: ignore[typeddict-item]
RECIPE = Recipe(Path("/elsewhere"), "ps1", b"seed", "ko")


class Pool:
    """In the place of a worker process: hands back what was handed in, in capitals; may refuse, and may fail."""

    made: list[Pool]

    def __init__(self, recipe: Recipe, jobs: int, lost: Any) -> None:
        self.recipe, self.jobs, self.lost, self.ready, self.closed = recipe, jobs, lost, READY, False
        Pool.made.append(self)

    def grade(self, tasks: Iterable[Task]) -> Iterator[Answer]:
        for task in tasks:
            text = task.submission.files[0].read_bytes()
            if text == b"refuse":
                raise Refused("course.yml:3: no")
            if text == b"fail":
                raise SandboxError("no worker stands")
            if text == b"die":
                yield self.lost(task, "it died")
            else:
                yield Answer(task.submission.student, "graded", None, text.upper(), {"judge": 0.5})

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.closed = True


@pytest.fixture
def stations(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stations]:
    monkeypatch.setattr(plugin, "Pool", Pool)
    Pool.made = []
    made = Stations("name", {"course.yml": b"course: c\n"}, RECIPE.to_json())
    worker: Any = SimpleNamespace(state=SimpleNamespace(nthreads=1), plugins={"name": made})
    monkeypatch.setattr(plugin, "get_worker", lambda: worker)
    made.setup(worker)
    yield made
    made.teardown(worker)


def parcels(folder: Path, *texts: str) -> Any:
    made = []
    for at, text in enumerate(texts):
        path = folder / f"{at}.py"
        path.write_text(text)
        made.append(packed(Task(Submission(f"s{at}", (path,)))))
        path.unlink()
    return made


def test_a_chunk_is_graded_by_one_process_that_the_next_chunk_finds(
    stations: Stations, tmp_path: Path
) -> None:
    said = grade_chunk("name", parcels(tmp_path, "ada", "die", "bob"))
    answers = [Answer.from_json(*one) for one in said["answers"]]
    assert [(one.student, one.status, one.reason, one.text) for one in answers] == [
        ("s0", "graded", None, b"ADA"),
        ("s1", "lost", "it died", b""),
        ("s2", "graded", None, b"BOB"),
    ]
    assert answers[0].spent == {"judge": 0.5}
    assert Ready.from_json(said["ready"]) == READY
    assert 0 <= said["seconds"] < 60
    assert [text for _, text in grade_chunk("name", parcels(tmp_path, "eve"))["answers"]] == [b"EVE"]
    (pool,) = Pool.made
    assert (pool.recipe, pool.jobs) == (Recipe(stations.root / "course", "ps1", b"seed", "ko"), 1)
    assert [path.name for path in stations.root.iterdir()] == ["course"]  # what was handed in has gone


@pytest.mark.parametrize(
    ("text", "said"), [("refuse", {"refused": "course.yml:3: no"}), ("fail", {"failed": "no worker stands"})]
)
def test_why_a_chunk_has_no_answers_is_said_and_the_next_one_has_a_new_process(
    stations: Stations, tmp_path: Path, text: str, said: dict[str, str]
) -> None:
    assert stations.grade(parcels(tmp_path, text)) == said
    assert "answers" in stations.grade(parcels(tmp_path, "ada"))
    assert len(Pool.made) == 2


def test_the_processes_end_with_the_dask_worker(stations: Stations, tmp_path: Path) -> None:
    stations.grade(parcels(tmp_path, "ada"))
    (pool,) = Pool.made
    assert not pool.closed
    stations.teardown(None)  # type: ignore[arg-type]
    assert pool.closed


def test_a_workers_stations_have_the_course_in_a_folder_that_goes_with_them() -> None:
    files = {"course.yml": b"course: c\n", "solutions/ps1/nb.ipynb": b"{}"}
    stations = Stations("name", files, {"root": "/elsewhere"})
    worker: Any = SimpleNamespace(state=SimpleNamespace(nthreads=3))
    stations.setup(worker)
    try:
        folder = stations.root / "course"
        assert {name: (folder / name).read_bytes() for name in files} == files
        assert [stations.free.get(block=False) for _ in range(3)] == [None] * 3
        assert stations.free.empty()
    finally:
        stations.teardown(worker)
    assert not stations.root.exists()
