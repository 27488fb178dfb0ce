"""How chunks are handed to a cluster and answers taken from it: Dask's client and its cluster are played here, in this process."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("distributed")

import dask
from distributed.scheduler import KilledWorker

from autograder.grading import cluster as module
from autograder.grading.cluster import MOST, TUNED, Address, Cluster, cluster, course_files
from autograder.grading.cluster.plugin import Stations, grade_chunk
from autograder.grading.intake.submission import Submission
from autograder.grading.recipe import Recipe
from autograder.grading.task import Answer, Task
from autograder.grading.workers.worker import Ready
from autograder.model.errors import AutograderError, SandboxError
from tests.conftest import ROOT

TEMPLATE = ROOT / "autograder" / "commands" / "template"
READY = Ready("full", ("a",), {"grader": "g"}, 30.0)  # type: ignore[typeddict-item]


class Future:
    """One that is done at once, or when it is told to be."""

    def __init__(self, said: Any, status: str = "finished") -> None:
        self.said, self.status = said, status
        self.call: Callable[[Future], None] = lambda _: None

    def result(self) -> Any:
        return self.said

    def exception(self) -> Any:
        return self.said

    def add_done_callback(self, call: Callable[[Future], None]) -> None:
        self.call = call


class Client:
    """Answers each chunk by what `answer` makes of a student, when the grader looks; remembers what it was told."""

    def __init__(self, answer: Callable[[str], dict[str, Any]], threads: int = 1) -> None:
        self.answer, self.threads, self.asked_threads = answer, threads, 0
        self.chunks: list[list[str]] = []
        self.waiting: list[Future] = []
        self.most = 0
        self.how: list[tuple[Any, ...]] = []
        self.seconds = 0.0

    def submit(self, function: Any, name: str, parcels: Any, **how: Any) -> Future:
        students = [said["student"] for said, _ in parcels]
        self.chunks.append(students)
        self.how.append((function, name, how))
        told = next((one for one in map(self.answer, students) if one), {})
        answers = [
            (Answer(s, "lost" if "lost" in s else "graded", "why", b"").to_json(), b"{}") for s in students
        ]
        said = {"answers": answers, "ready": READY.to_json(), "seconds": self.seconds * len(students), **told}
        self.waiting.append(future := Future(said.get("error", said), told.get("status", "finished")))
        self.most = max(self.most, len(self.waiting))
        return future

    def nthreads(self) -> dict[str, int]:
        self.asked_threads += 1
        return {"one": self.threads, "other": self.threads}

    def finish(self) -> None:
        """One chunk is done."""
        if self.waiting:
            future = self.waiting.pop(0)
            future.call(future)


class Brief:
    """Notes what it is told."""

    recipe = Recipe(TEMPLATE, "ps1", b"tests", "en")

    def __init__(self) -> None:
        self.readies: list[Ready] = []

    def started(self, ready: Ready) -> None:
        self.readies.append(ready)

    def lost(self, task: Task, reason: str) -> Answer:
        return Answer(task.submission.student, "ungraded", reason, b"")


def crew(monkeypatch: pytest.MonkeyPatch, answer: Callable[[str], Any] = lambda _: {}, **more: Any) -> Any:
    """A cluster whose client finishes a chunk whenever the grader waits for one."""
    client = Client(answer, **more)
    made: Any = Cluster(client, "name", Brief())  # type: ignore[arg-type]
    get = made.done.get

    class Done:
        put = made.done.put

        def get(self, timeout: float) -> Any:
            client.finish()
            return get(timeout=0)

    made.done = Done()
    return made


@pytest.fixture
def tasks(tmp_path: Path) -> Callable[..., list[Task]]:
    def make(*students: str) -> list[Task]:
        for student in students:
            if "unreadable" not in student:
                (tmp_path / student).write_text(student)
        return [Task(Submission(student, (tmp_path / student,))) for student in students]

    return make


def test_every_task_is_answered_once_and_handed_over_once(
    monkeypatch: pytest.MonkeyPatch, tasks: Any
) -> None:
    made, students = crew(monkeypatch), [f"s{i}" for i in range(60)]
    assert sorted(one.student for one in made.grade(iter(tasks(*students)))) == sorted(students)
    assert sorted(student for chunk in made.client.chunks for student in chunk) == sorted(students)
    assert {(function, name) for function, name, _ in made.client.how} == {(grade_chunk, "name")}
    assert made.client.how[0][2] == {"pure": False, "retries": 0}  # an equal chunk is another one
    assert made.brief.readies == [READY]


def test_a_chunk_is_a_quarter_of_a_second_of_work_by_the_pace_so_far(
    monkeypatch: pytest.MonkeyPatch, tasks: Any
) -> None:
    quick = crew(monkeypatch)
    list(quick.grade(tasks(*(f"s{i}" for i in range(240)))))
    sizes = [len(chunk) for chunk in quick.client.chunks]
    assert sizes[0] == 2  # a tenth of a second each, at first
    assert sizes[:-1] == sorted(sizes[:-1])
    assert max(sizes) == MOST
    slow = crew(monkeypatch)
    slow.client.seconds = 5.0
    list(slow.grade(tasks(*(f"s{i}" for i in range(20)))))
    assert [len(chunk) for chunk in slow.client.chunks][-1] == 1
    slow.pace, slow.client.seconds = 0.1, 0.2
    list(slow.grade(tasks("one")))
    assert slow.pace == pytest.approx(0.12)  # a fifth of the way


def test_no_more_is_with_the_cluster_than_two_chunks_a_thread_and_two(
    monkeypatch: pytest.MonkeyPatch, tasks: Any
) -> None:
    made = crew(monkeypatch, threads=3)
    list(made.grade(tasks(*(f"s{i}" for i in range(100)))))
    assert made.client.most == 2 * 6 + 2
    assert made.client.asked_threads == 1  # it looks once a second
    made.client.threads = 0
    assert made.window() == 14
    made.counted = (time.monotonic() - 1.5, 6)
    assert made.window() == 4  # whoever comes next finds something to do


def test_a_cluster_that_no_longer_says_how_large_it_is_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    made = crew(monkeypatch)
    for error in (OSError, RuntimeError, TimeoutError):

        def gone(error: type[Exception] = error) -> Any:
            raise error("it went")

        made.client.nthreads = gone
        with pytest.raises(AutograderError, match=r"the cluster failed \(it went\)"):
            made.window()


def test_a_file_that_cannot_be_read_is_told_here_and_the_others_travel(
    monkeypatch: pytest.MonkeyPatch, tasks: Any
) -> None:
    made = crew(monkeypatch)
    answers = {
        a.student: a for a in made.grade(tasks("ada", "unreadable", "unreadable too", "unreadable three"))
    }
    assert {student: one.status for student, one in answers.items()} == {
        "ada": "graded",
        "unreadable": "ungraded",
        "unreadable too": "ungraded",
        "unreadable three": "ungraded",
    }
    assert made.client.chunks == [["ada"]]
    assert "cannot be read" in str(answers["unreadable"].reason)


def test_whoever_cost_a_process_its_life_is_ungraded_by_the_clients_own_record(
    monkeypatch: pytest.MonkeyPatch, tasks: Any
) -> None:
    made = crew(monkeypatch)
    answers = [(a.student, a.status, a.reason) for a in made.grade(tasks("ada", "lost"))]
    assert answers == [("ada", "graded", "why"), ("lost", "ungraded", "why")]


@pytest.mark.parametrize(
    ("said", "error", "text"),
    [
        ({"refused": "course.yml:3: no"}, AutograderError, "^course.yml:3: no$"),
        ({"failed": "no worker stands"}, SandboxError, "^no worker stands$"),
        ({"ready": {**READY.to_json(), "protection": "weak"}}, SandboxError, "not all workers are alike"),
        ({"status": "cancelled"}, AutograderError, r"the cluster failed \(cancelled\)"),
        ({"status": "error", "error": KeyError("no plugin")}, AutograderError, "'no plugin'"),
    ],
)
def test_a_cluster_that_cannot_grade_ends_the_run_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tasks: Any, said: dict[str, Any], error: type[Exception], text: str
) -> None:
    made = crew(monkeypatch, lambda student: said if "evil" in student else {})
    with pytest.raises(error, match=text) as caught:
        list(made.grade(tasks("ada", "bob", "evil", "eve")))
    assert type(caught.value) is error


def test_what_a_dead_worker_was_at_is_tried_again_one_by_one(
    monkeypatch: pytest.MonkeyPatch, tasks: Any
) -> None:
    killed = {"status": "error", "error": KilledWorker("grade_chunk", None, 0)}  # type: ignore[arg-type]
    made = crew(monkeypatch, lambda student: killed if "kills" in student else {})
    answers = {a.student: a.status for a in made.grade(tasks("ada", "kills", "bob", "eve"))}
    assert answers == {"ada": "graded", "kills": "ungraded", "bob": "graded", "eve": "graded"}
    assert made.client.chunks == [["ada", "kills"], ["bob", "eve"], ["ada"], ["kills"], ["kills"]]


class Connected:
    """In the place of Dask's client, and of its local cluster: remembers how it was made, and whether it was closed."""

    made: list[Connected]
    workers = True

    def __init__(self, *where: Any, **how: Any) -> None:
        if "nobody" in where:
            raise OSError("nobody there")
        self.where, self.how = where, how
        self.closed, self.plugins = False, dict[str, Any]()
        Connected.made.append(self)

    def wait_for_workers(self, number: int, timeout: float) -> None:
        assert (number, timeout) == (1, module.WAIT_SECONDS)
        if not Connected.workers:
            raise TimeoutError

    def register_plugin(self, plugin: Any, name: str) -> None:
        self.plugins[name] = plugin

    def unregister_worker_plugin(self, name: str) -> None:
        del self.plugins[name]
        raise RuntimeError("its workers have gone")

    def close(self) -> None:
        self.closed = True

    def __enter__(self) -> Connected:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@pytest.fixture
def dasks(monkeypatch: pytest.MonkeyPatch) -> list[Connected]:
    Connected.made, Connected.workers = [], True
    monkeypatch.setattr(module, "Client", Connected)
    monkeypatch.setattr(module, "LocalCluster", Connected)
    monkeypatch.setattr(module, "resolve_address", lambda _: None)
    return Connected.made


def test_a_run_leaves_nothing_of_its_own_with_the_cluster(dasks: list[Connected]) -> None:
    brief = Brief()
    with cluster(Address("tls://there:1", 4), brief, 9) as made:  # type: ignore[arg-type]
        (client,) = dasks
        ((name, plugin),) = client.plugins.items()
        assert (made.client, made.name, made.brief) == (client, name, brief)  # type: ignore[comparison-overlap]
        assert isinstance(plugin, Stations)
        files = course_files(TEMPLATE, "ps1")
        assert (plugin.name, plugin.files, plugin.recipe) == (name, files, brief.recipe.to_json())
        with cluster(Address("tls://there:1", 4), brief, 9) as another:  # type: ignore[arg-type]
            assert another.name != name, "else the first that ends takes the other's processes along"
        assert client.where == ("tls://there:1",)
        assert client.how == {"security": None, "set_as_default": False, "timeout": 30.0}
    assert client.plugins == {}
    assert client.closed


@pytest.mark.parametrize(
    ("jobs", "tasks", "processes", "threads"),
    [(1, 100, 1, 1), (2, 100, 2, 1), (8, 100, 2, 4), (17, 100, 3, 6), (64, 100, 8, 8), (64, 1, 1, 64)],
)
def test_a_cluster_of_this_machine_has_few_processes_with_a_thread_a_core(
    dasks: list[Connected], jobs: int, tasks: int, processes: int, threads: int
) -> None:
    with cluster(Address("local-cluster", jobs), Brief(), tasks):  # type: ignore[arg-type]
        local, client = dasks
        assert (client.where, client.how) == ((local,), {"set_as_default": False})
        assert (local.how["n_workers"], local.how["threads_per_worker"]) == (processes, threads)
        assert (local.how["security"], local.how["protocol"]) == (True, "tls://")  # nobody else can use it
        assert (local.how["dashboard_address"], local.how["memory_limit"]) == (None, 0)
        assert all(dask.config.get(name) == value for name, value in TUNED.items())
    assert local.closed
    assert dask.config.get("distributed.scheduler.allowed-failures") != 0


def test_no_scheduler_and_no_worker_are_one_line(dasks: list[Connected]) -> None:
    with ExitStack() as stack:
        with pytest.raises(AutograderError, match=r"^no Dask scheduler at nobody: nobody there$"):
            stack.enter_context(cluster(Address("nobody", 1), Brief(), 1))  # type: ignore[arg-type]
        Connected.workers = False
        with pytest.raises(AutograderError, match=r"^no Dask worker came to tls://there:1 in 60 s$"):
            stack.enter_context(cluster(Address("tls://there:1", 1), Brief(), 1))  # type: ignore[arg-type]
    assert dasks[-1].closed


def test_an_address_that_is_none_is_said_at_once() -> None:
    with (
        ExitStack() as stack,
        pytest.raises(AutograderError, match=r"^no Dask scheduler at tcp://nowhere.invalid:1: "),
    ):
        module._connected(Address("tcp://nowhere.invalid:1", 1), 1, stack)


def test_files_for_tls_encrypt_all_and_without_any_dask_has_its_own_say() -> None:
    assert Address("tls://there:1", 1).security is None
    for name, option in (("ca", "tls_ca_file"), ("cert", "tls_client_cert"), ("key", "tls_client_key")):
        security = Address("tls://there:1", 1, **{name: Path("/a.pem")}).security
        assert security is not None
        assert security.require_encryption is True
        assert getattr(security, option) == "/a.pem"


def test_the_course_travels_with_all_that_a_grader_reads_and_the_mistakes_of_its_assignment_alone(
    tmp_path: Path,
) -> None:
    for name in ("misconceptions.yml", "solutions/ps1/mistakes.py", "solutions/ps2/mistakes.py", "notes.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"{}")
    for name in ("course.yml", "solutions/ps1/first_steps.ipynb"):
        (tmp_path / name).write_bytes((TEMPLATE / name).read_bytes())
    (tmp_path / "solutions/ps2/other.ipynb").write_bytes(b"other")
    (tmp_path / "solutions/ps1/data").mkdir()
    (tmp_path / "solutions/ps1/data/a.csv").write_bytes(b"1,2")
    course = (tmp_path / "course.yml").read_text()
    (tmp_path / "course.yml").write_text(
        course.replace("    questions:", "    files: [data/a.csv]\n    questions:", 1)
    )
    files = course_files(tmp_path, "ps1")
    assert sorted(files) == [
        "course.yml",
        "misconceptions.yml",
        "solutions/ps1/data/a.csv",
        "solutions/ps1/first_steps.ipynb",
        "solutions/ps1/mistakes.py",
        "solutions/ps2/other.ipynb",
    ]
    assert files["solutions/ps2/other.ipynb"] == b"other"
