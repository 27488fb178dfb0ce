"""The files of a child, in memory alone, by the names that it calls them by."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from autograder.sandbox import scratch


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What stands in the place of the system's functions in a child, by their names; the folder is as a child finds it."""
    monkeypatch.setattr(scratch, "_files", {})
    monkeypatch.setattr(scratch, "_folders", {"/", "/tmp"})
    monkeypatch.setattr(scratch, "_here", ["/"])
    placed = SimpleNamespace()
    with monkeypatch.context() as meanwhile:
        for name in ("builtins", "io", "os", "shutil", "tempfile", "_datasource"):
            meanwhile.setattr(scratch, name, placed)
        scratch.prepare()
        scratch.install()
    return placed


def test_text_is_written_appended_and_read(child: Any) -> None:
    with child.open("a.txt", "w") as file:
        file.write("하나\n")
    with child.open("/a.txt", "a+") as file:
        file.write("two\r\n")
    assert list(child.open("a.txt")) == ["하나\n", "two\n"]
    assert child.open("a.txt", newline="").read().endswith("\r\n")


def test_bytes_are_found_where_they_were_put(child: Any) -> None:
    with child.open("b", "w+b") as file:
        file.write(b"0123456789")
        file.seek(-3, 2)
        assert file.read() == b"789"
        file.seek(12)
        file.write(b"x")
        file.truncate(5)
    raw = child.open("b", "rb", 0)
    assert raw.read() == b"01234"
    assert raw.tell() == 5
    with child.open("b", "r+b") as file:
        file.truncate(6)
        assert file.read() == b"01234\0"


def test_modes_are_checked(child: Any) -> None:
    child.open("c", "x").close()
    with pytest.raises(FileExistsError):
        child.open("c", "x")
    for mode in ("", "rw", "q", "rbt"):
        with pytest.raises(ValueError, match="invalid mode"):
            child.open("c", mode)
    with pytest.raises(io.UnsupportedOperation):
        child.open("c").write("x")
    with pytest.raises(io.UnsupportedOperation):
        child.open("c", "w").read()
    for name, error in (
        ("missing", FileNotFoundError),
        ("no/folder", FileNotFoundError),
        ("/tmp", IsADirectoryError),
    ):
        with pytest.raises(error):
            child.open(name, "r" if name == "missing" else "w")
    with pytest.raises(ValueError, match="null"):
        child.open("a\0b")


def test_descriptors_are_left_to_the_system(child: Any) -> None:
    descriptor = os.open(os.devnull, os.O_RDONLY)
    with child.open(descriptor, "rb") as file:
        assert file.read() == b""
    assert child.stat(1).st_mode


def test_the_folder_is_small(child: Any) -> None:
    with pytest.raises(OSError, match="No space"), child.open("big", "wb", 0) as file:
        file.write(bytes(1 << 25))
    with pytest.raises(OSError, match="No space"), child.open("big", "r+b") as file:
        file.truncate(1 << 40)


def test_folders_are_made_listed_and_removed(child: Any) -> None:
    child.mkdir("d")
    child.mkdir("d/e")
    child.open("d/f", "w").close()
    assert child.listdir("d") == ["e", "f"]
    with child.scandir("d") as entries:
        found = {entry.name: (entry.is_dir(), entry.is_file()) for entry in entries}
    assert found == {"e": (True, False), "f": (False, True)}
    entry = next(child.scandir("d"))
    assert (os.fspath(entry), entry.is_symlink(), entry.is_junction()) == ("d/e", False, False)
    assert entry.stat().st_mode == child.stat("d").st_mode
    child.chdir("d")
    assert child.access("f", os.R_OK)
    child.rename("f", "g")
    assert child.stat("/d/g").st_size == 0
    child.remove("g")
    child.rmdir("e")
    child.chdir("/")
    child.rmtree("d")
    assert child.listdir() == ["tmp"]


@pytest.mark.parametrize(
    ("attempt", "error"),
    [
        (lambda child: child.mkdir("/tmp"), FileExistsError),
        (lambda child: child.rmdir("/"), OSError),
        (lambda child: child.remove("/tmp"), IsADirectoryError),
        (lambda child: child.remove("gone"), FileNotFoundError),
        (lambda child: child.rename("gone", "here"), FileNotFoundError),
        (lambda child: child.listdir("gone"), FileNotFoundError),
        (lambda child: child.listdir("file"), NotADirectoryError),
        (lambda child: child.stat("gone"), FileNotFoundError),
    ],
)
def test_errors_are_those_of_the_system(
    child: Any, attempt: Callable[[Any], object], error: type[OSError]
) -> None:
    child.open("file", "w").close()
    with pytest.raises(error):
        attempt(child)


def test_numpy_writes_to_it(child: Any) -> None:
    with child.open("a.npy", "wb") as file:
        np.save(file, np.arange(3))
    with child.open("a.npy", "rb") as file:
        assert np.load(file).tolist() == [0, 1, 2]


def test_temporary_files_have_names(child: Any) -> None:
    with child.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("x")
        assert file.name.endswith(".txt")
    assert child.open(file.name).read() == "x"


def test_files_of_the_course_stand_there_with_their_folders(child: Any) -> None:
    scratch.stand([("data/train/x.csv", b"1,2"), ("notes.txt", b"")])
    assert child.listdir() == ["data", "notes.txt", "tmp"]
    assert child.listdir("data") == ["train"]
    assert child.open("/data/train/x.csv").read() == "1,2"
    assert child.getcwd() == "/"


def test_names_of_the_system_lead_to_one_function(child: Any) -> None:
    assert child.unlink == child.remove
    assert child.replace == child.rename
    assert child.lstat == child.stat
    assert child.TemporaryFile == child.NamedTemporaryFile
    assert child.tempdir == "/tmp"


def test_a_folder_that_is_not_empty_stays(child: Any) -> None:
    child.mkdir("d")
    child.open("d/f", "w").close()
    with pytest.raises(OSError, match="not empty"):
        child.rmdir("d")
    assert not child.access("d/g", os.R_OK)
    child.rmtree("/")
    assert child.listdir("/") == ["tmp"]
