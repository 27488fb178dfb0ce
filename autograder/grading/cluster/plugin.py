"""The Dask worker's part: worker processes of ours beside it, which live and die with it."""

import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue

from distributed import Worker, WorkerPlugin, get_worker

from autograder.grading.recipe import Recipe
from autograder.grading.task import Answer, Task
from autograder.grading.workers.pool import Pool
from autograder.grading.workers.worker import Refused
from autograder.model.errors import SandboxError
from autograder.model.record import Json

Parcel = tuple[Json, list[tuple[str, bytes]]]
"""A task as JSON carries it, with the name and the content of its files."""
Chunk = list[Parcel]


class Stations(WorkerPlugin):
    """Grades for one run in a Dask worker: course files by name, and the recipe whose course they are.

    Whatever a submission does to the process that grades it, the Dask worker itself is not that process.
    """

    def __init__(self, name: str, files: Mapping[str, bytes], recipe: Json) -> None:
        self.name, self.files, self.recipe = name, dict(files), dict(recipe)

    def setup(self, worker: Worker) -> None:
        """Unpack the course; a process is started when the first chunk comes."""
        self.threads = worker.state.nthreads
        self.stack = ExitStack()
        self.root = Path(self.stack.enter_context(tempfile.TemporaryDirectory(prefix="autograder-")))
        for name, content in self.files.items():
            path = self.root / "course" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        self.free: SimpleQueue[Pool | None] = SimpleQueue()
        for _ in range(self.threads):
            self.free.put(None)

    def teardown(self, worker: Worker) -> None:
        """End the processes and forget the course."""
        self.stack.close()

    def grade(self, chunk: Chunk) -> Json:
        """What came of a chunk: answers, what protects; or why there are none."""
        began, pool = time.monotonic(), self.free.get()
        try:
            if pool is None:
                recipe = Recipe.from_json({**self.recipe, "root": str(self.root / "course")})
                pool = self.stack.enter_context(Pool(recipe, 1, _lost))
            answers = self._answers(pool, chunk)
        except SandboxError as error:
            self.free.put(None)
            return {"refused" if isinstance(error, Refused) else "failed": str(error)}
        assert pool.ready is not None
        self.free.put(pool)
        return {"answers": answers, "ready": pool.ready.to_json(), "seconds": time.monotonic() - began}

    def _answers(self, pool: Pool, chunk: Chunk) -> list[tuple[Json, bytes]]:
        with tempfile.TemporaryDirectory(dir=self.root) as folder:
            tasks = [_unpacked(said, files, Path(folder) / str(i)) for i, (said, files) in enumerate(chunk)]
            return [(answer.to_json(), answer.text) for answer in pool.grade(tasks)]


def grade_chunk(name: str, chunk: Chunk) -> Json:
    """A task of Dask's: a chunk graded by the plugin of that name, in whichever worker it comes to."""
    stations = get_worker().plugins[name]
    assert isinstance(stations, Stations)
    return stations.grade(chunk)


def _lost(task: Task, reason: str) -> Answer:
    """The client makes the record."""
    return Answer(task.submission.student, "lost", reason, b"")


def _unpacked(said: Json, files: list[tuple[str, bytes]], folder: Path) -> Task:
    """A task whose files are here."""
    folder.mkdir()
    here = []
    for i, (name, content) in enumerate(files):
        path = folder / str(i) / name
        path.parent.mkdir()
        path.write_bytes(content)
        here.append(str(path))
    if said["earlier"]:
        said = {**said, "earlier": here.pop()}
    return Task.from_json({**said, "files": [*here, *said["files"][len(here) :]]})
