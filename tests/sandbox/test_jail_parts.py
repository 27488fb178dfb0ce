"""The parts of the walls one by one, in this process: filter, files in memory, parked threads, stand-ins."""

from __future__ import annotations

import errno
import importlib.util
import io
import os
import struct
import threading
import types
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.sandbox import landlock, libc, plotstub, scratch, seccomp, syscalls, threads

ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}


def verdict(machine: str, number: int, *arguments: int, architecture: int | None = None) -> int:
    """What the filter of `machine` answers: a small interpreter of the BPF that it is written in."""
    code = seccomp.program(machine)
    assert code is not None
    steps = list(struct.iter_unpack("HBBI", code))
    word = ARCHITECTURES[machine] if architecture is None else architecture
    padded = (*arguments, *(0 for _ in range(6 - len(arguments))))
    data = struct.pack("<IIQ6Q", number & 0xFFFFFFFF, word, 0, *padded)
    at, register = 0, 0
    while True:
        operation, yes, no, constant = steps[at]
        at += 1
        if operation == 0x20:
            (register,) = struct.unpack_from("<I", data, constant)
        elif operation == 0x15:
            at += yes if register == constant else no
        elif operation == 0x35:
            at += yes if register >= constant else no
        elif operation == 0x05:
            at += constant
        else:
            assert operation == 0x06
            return int(constant)


def refused(code: int) -> int:
    return 0x00050000 | code


def numbers(machine: str) -> dict[str, int]:
    return {name: number for number, name in syscalls.names(machine).items()}


@pytest.mark.parametrize("machine", ARCHITECTURES)
class TestFilter:
    def test_every_call_gets_the_answer_of_its_list(self, machine: str) -> None:
        answers = (
            (syscalls.ALLOWED, seccomp.ALLOW),
            (syscalls.PATHS, refused(errno.ENOENT)),
            (syscalls.FORKS, refused(errno.EAGAIN)),
            (syscalls.KILLED, seccomp.KILL),
            (frozenset(["clone3"]), refused(errno.ENOSYS)),
        )
        table = numbers(machine)
        for names, answer in answers:
            for name in names & set(table):
                assert verdict(machine, table[name]) == answer, name

    def test_all_else_is_refused(self, machine: str) -> None:
        known = set(numbers(machine).values())
        for number in range(512):
            if number not in known:
                assert verdict(machine, number) == refused(errno.EPERM)
        for number in (512, 1000, 0x3FFFFFFF):
            assert verdict(machine, number) == refused(errno.ENOSYS)

    def test_arguments_are_looked_at(self, machine: str) -> None:
        table = numbers(machine)
        assert verdict(machine, table["fcntl"], 0, 1) == seccomp.ALLOW
        for command in (4, 8, 10, 1024, 1031):
            assert verdict(machine, table["fcntl"], 0, command) == refused(errno.EPERM)
        assert verdict(machine, table["ioctl"], 0, 0x5401) == seccomp.ALLOW
        assert verdict(machine, table["ioctl"], 0, 0x5412) == refused(errno.EPERM)
        assert verdict(machine, table["prctl"], 15) == seccomp.ALLOW
        assert verdict(machine, table["prctl"], 4) == refused(errno.EPERM)
        assert verdict(machine, table["prlimit64"], 0, 7, 0, 1 << 40) == seccomp.ALLOW
        assert verdict(machine, table["sendto"], 3, 1, 1, 0, 0, 0) == seccomp.ALLOW
        for option in (3, 38, 39):
            assert verdict(machine, table["getsockopt"], 3, 1, option) == seccomp.ALLOW
        for level, option in ((1, 4), (1, 17), (1, 31), (1, 77), (0, 3), (6, 38), (41, 39), (39, 1), (3, 1)):
            assert verdict(machine, table["getsockopt"], 3, level, option) == refused(errno.EPERM)
        for pointer in (1, 1 << 32, 1 << 63):
            assert verdict(machine, table["prlimit64"], 0, 7, pointer) == refused(errno.EPERM)
            assert verdict(machine, table["sendto"], 3, 1, 1, 0, pointer) == refused(errno.EPERM)

    def test_other_calling_conventions_are_deadly(self, machine: str) -> None:
        assert verdict(machine, 0, architecture=0x40000003) == seccomp.KILL
        foreign = verdict(machine, 0x40000000)
        assert foreign == (seccomp.KILL if machine == "x86_64" else refused(errno.ENOSYS))

    def test_lists_and_tables_speak_of_the_same_calls(self, machine: str) -> None:
        listed = syscalls.ALLOWED | syscalls.PATHS | syscalls.FORKS | syscalls.KILLED
        checked = {"fcntl", "ioctl", "prctl", "prlimit64", "sendto", "getsockopt", "clone3"}
        assert set(numbers(machine)) <= listed | checked
        assert not listed & checked


def test_there_is_no_filter_for_other_machines() -> None:
    assert seccomp.program("riscv64") is None


def test_a_long_filter_jumps_far() -> None:
    runs = [(number, (*[(0x20, 0, 0, 0)] * 9, (0x06, 0, 0, number))) for number in range(100)]
    assert any(step[0] == 0x05 for step in seccomp._tree(runs))


def test_calls_that_do_not_exist_are_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OSError, match="no such"):
        libc.syscall(-1)
    if libc.LINUX:
        with pytest.raises(OSError, match=os.strerror(errno.EINVAL)):
            libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 7)
    monkeypatch.setattr(libc, "LINUX", False)
    with pytest.raises(OSError, match="Linux"):
        libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 1)
    assert landlock.abi() == 0
    assert landlock.ruleset() is None


@pytest.mark.parametrize("version", [1, 2, 3, 4, 5, 6, 7])
def test_landlock_asks_for_no_more_than_the_kernel_knows(
    monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    sizes: list[int] = []

    def create(number: int, attributes: int, size: int, flags: int) -> int:
        if flags:
            return version
        sizes.append(size)
        return os.open(os.devnull, os.O_RDONLY)

    monkeypatch.setattr(libc, "syscall", create)
    descriptor = landlock.ruleset()
    assert descriptor is not None
    os.close(descriptor)
    assert sizes == [8 if version < 4 else 16 if version < 6 else 24]


def test_closing_descriptors_works_on_old_kernels(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*arguments: int) -> int:
        raise OSError(errno.ENOSYS, "no such call")

    monkeypatch.setattr(libc, "syscall", missing)
    descriptor = os.open(os.devnull, os.O_RDONLY)
    libc.close_range(descriptor, descriptor - 1)
    os.fstat(descriptor)
    libc.close_range(descriptor, descriptor)
    with pytest.raises(OSError, match="Bad file"):
        os.fstat(descriptor)


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    monkeypatch.setattr(scratch, "_files", {})
    monkeypatch.setattr(scratch, "_folders", {"/", "/tmp"})
    monkeypatch.setattr(scratch, "_here", ["/"])
    return scratch.open_file


class TestFilesInMemory:
    def test_text_is_written_appended_and_read(self, folder: Callable[..., Any]) -> None:
        with folder("a.txt", "w") as file:
            file.write("하나\n")
        with folder("/a.txt", "a+") as file:
            file.write("two\r\n")
        assert list(folder("a.txt")) == ["하나\n", "two\n"]
        assert folder("a.txt", newline="").read().endswith("\r\n")

    def test_bytes_are_found_where_they_were_put(self, folder: Callable[..., Any]) -> None:
        with folder("b", "w+b") as file:
            file.write(b"0123456789")
            file.seek(-3, 2)
            assert file.read() == b"789"
            file.seek(12)
            file.write(b"x")
            file.truncate(5)
        raw = folder("b", "rb", 0)
        assert raw.read() == b"01234"
        assert raw.tell() == 5
        with folder("b", "r+b") as file:
            file.truncate(6)
            assert file.read() == b"01234\0"

    def test_modes_are_checked(self, folder: Callable[..., Any]) -> None:
        folder("c", "x").close()
        with pytest.raises(FileExistsError):
            folder("c", "x")
        for mode in ("", "rw", "q", "rbt"):
            with pytest.raises(ValueError, match="invalid mode"):
                folder("c", mode)
        with pytest.raises(io.UnsupportedOperation):
            folder("c").write("x")
        with pytest.raises(io.UnsupportedOperation):
            folder("c", "w").read()
        for name, error in (
            ("missing", FileNotFoundError),
            ("no/folder", FileNotFoundError),
            ("/tmp", IsADirectoryError),
        ):
            with pytest.raises(error):
                folder(name, "r" if name == "missing" else "w")
        with pytest.raises(ValueError, match="null"):
            folder("a\0b")

    def test_descriptors_are_left_to_the_system(self, folder: Callable[..., Any]) -> None:
        descriptor = os.open(os.devnull, os.O_RDONLY)
        with folder(descriptor, "rb") as file:
            assert file.read() == b""
        assert scratch._stat(1).st_mode

    def test_the_folder_is_small(self, folder: Callable[..., Any]) -> None:
        with pytest.raises(OSError, match="No space"), folder("big", "wb", 0) as file:
            file.write(bytes(1 << 25))
        with pytest.raises(OSError, match="No space"), folder("big", "r+b") as file:
            file.truncate(1 << 40)

    def test_folders_are_made_listed_and_removed(self, folder: Callable[..., Any]) -> None:
        scratch._mkdir("d")
        scratch._mkdir("d/e")
        folder("d/f", "w").close()
        assert scratch._listdir("d") == ["e", "f"]
        with scratch._Listing("d") as entries:
            found = {entry.name: (entry.is_dir(), entry.is_file()) for entry in entries}
        assert found == {"e": (True, False), "f": (False, True)}
        entry = next(scratch._Listing("d"))
        assert (os.fspath(entry), entry.is_symlink(), entry.is_junction()) == ("d/e", False, False)
        assert entry.stat().st_mode == scratch._stat("d").st_mode
        scratch._chdir("d")
        assert scratch._access("f", os.R_OK)
        scratch._rename("f", "g")
        assert scratch._stat("/d/g").st_size == 0
        scratch._remove("g")
        scratch._rmdir("e")
        scratch._chdir("/")
        scratch._rmtree("d")
        assert scratch._listdir() == ["tmp"]

    @pytest.mark.parametrize(
        ("attempt", "error"),
        [
            (lambda: scratch._mkdir("/tmp"), FileExistsError),
            (lambda: scratch._rmdir("/"), OSError),
            (lambda: scratch._remove("/tmp"), IsADirectoryError),
            (lambda: scratch._remove("gone"), FileNotFoundError),
            (lambda: scratch._rename("gone", "here"), FileNotFoundError),
            (lambda: scratch._listdir("gone"), FileNotFoundError),
            (lambda: scratch._listdir("file"), NotADirectoryError),
            (lambda: scratch._stat("gone"), FileNotFoundError),
        ],
    )
    def test_errors_are_those_of_the_system(
        self, folder: Callable[..., Any], attempt: Callable[[], Any], error: type[OSError]
    ) -> None:
        folder("file", "w").close()
        with pytest.raises(error):
            attempt()

    def test_numpy_writes_to_it(self, folder: Callable[..., Any]) -> None:
        with folder("a.npy", "wb") as file:
            np.save(file, np.arange(3))
        with folder("a.npy", "rb") as file:
            assert np.load(file).tolist() == [0, 1, 2]

    def test_temporary_files_have_names(self, folder: Callable[..., Any]) -> None:
        with scratch._named_temporary("w", suffix=".txt", encoding="utf-8") as file:
            file.write("x")
            assert file.name.endswith(".txt")
        assert folder(file.name).read() == "x"

    def test_it_is_put_in_place_of_the_system(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("builtins", "io", "os", "shutil", "tempfile"):
            monkeypatch.setattr(scratch, name, types.SimpleNamespace())
        monkeypatch.setattr(scratch, "_datasource", types.SimpleNamespace())
        scratch.prepare()
        scratch.install()
        assert scratch.os.getcwd() == "/"
        assert scratch.builtins.open is scratch.io.open is scratch.open_file


class TestParkedThreads:
    @pytest.fixture(autouse=True)
    def restored(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(threads, "_idle", [])
        monkeypatch.setattr(threads, "_by_ident", {})
        for module in (threads._thread, threading):
            for name in vars(module).copy():
                if name.strip("_") in (
                    "start_new_thread",
                    "start_new",
                    "start_joinable_thread",
                    "ThreadHandle",
                    "set_sentinel",
                ):
                    monkeypatch.setattr(module, name, getattr(module, name))

    def test_work_is_handed_over_and_waited_for(self) -> None:
        threads.install(2)
        done: list[int] = []
        for number in range(5):
            thread = threading.Thread(target=done.append, args=(number,))
            thread.start()
            thread.join()
            assert not thread.is_alive()
        assert done == list(range(5))

    def test_they_run_out_and_come_back(self) -> None:
        threads.install(1)
        gate = threading.Event()
        first = threading.Thread(target=gate.wait)
        first.start()
        with pytest.raises(RuntimeError, match="can't start new thread"):
            threading.Thread(target=gate.wait).start()
        first.join(0.01)
        assert first.is_alive()
        gate.set()
        first.join()
        threading.Thread(target=gate.wait).start()

    def test_the_lower_interfaces_work(self) -> None:
        threads.install(1)
        done = threading.Event()
        threads._start(lambda **options: (done.set(), 1 / 0), (), {"a": 1})
        assert done.wait(5)
        while not threads._idle:
            pass
        handle = threads._start_joinable(lambda: None)
        handle.join(5)
        handle.join()
        assert handle.is_done()
        handle.end()
        assert threads._set_sentinel() is not None


def test_thread_pools_do_what_homework_asks() -> None:
    with threads.ThreadPool(2) as pool:
        assert pool.map(abs, [-1, 2]) == [1, 2]
        assert pool.starmap(pow, [(2, 3)]) == [8]
        assert list(pool.imap_unordered(abs, [-3])) == [3]
        assert pool.apply(int, ("7",), {"base": 8}) == 7
        assert pool.map_async(abs, [-4]).get(5) == [4]
        result = pool.apply_async(int, ("x",))
        result.wait(5)
        assert result.ready()
        with pytest.raises(ValueError, match="invalid literal"):
            result.get()
    pool.terminate()
    pool.join()


class TestStandIns:
    def module(self, name: str) -> Any:
        spec = plotstub.StubFinder.find_spec(name)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def test_a_drawing_gives_no_number(self) -> None:
        limits = self.module("matplotlib.pyplot").xlim()
        low, high = limits
        assert np.isnan(np.linspace(low, high, 5)).all()
        assert np.asarray(limits).shape == ()

    def test_others_are_left_alone(self) -> None:
        assert plotstub.StubFinder.find_spec("numpy.linalg") is None
        assert plotstub.StubFinder.find_spec("tqdmx") is None

    def test_plots_take_whatever_is_done_to_them(self) -> None:
        plt = self.module("matplotlib.pyplot")
        fig, axes = plt.subplots(2, 2)
        axes[0, 1].plot([1, 2], label="x")
        assert len(list(plt.hist([1]))) == 3
        assert len(list(plt.plot([1]))) == 1
        plt.rcParams["figure.figsize"] = (1, 1)
        with plt.style.context("x") as entered:
            assert len(entered) == 2
        assert "not drawn" in repr(fig)
        for thing in (plt, fig):
            with pytest.raises(AttributeError):
                _ = thing.__wrapped__

    def test_progress_bars_pass_everything_through(self, capsys: pytest.CaptureFixture[str]) -> None:
        tqdm = self.module("tqdm.auto")
        assert list(tqdm.tqdm([1, 2], desc="x")) == [1, 2]
        assert list(tqdm.trange(1, 3)) == [1, 2]
        with tqdm.tqdm(total=3) as bar:
            bar.update(1)
            bar.write("text")
            assert len(bar) == 3
            with pytest.raises(AttributeError):
                _ = bar.__wrapped__
        assert capsys.readouterr().out == "text\n"

    def test_they_are_installed_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        finders: list[Any] = []
        monkeypatch.setattr(plotstub.sys, "meta_path", finders)
        plotstub.install()
        plotstub.install()
        assert finders == [plotstub.StubFinder]
