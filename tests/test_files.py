"""A file is written whole or not at all."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from autograder.files import write_whole


def test_texts_and_bytes_in_new_folders(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "c.txt"
    write_whole(path, "줄\n\ud800\r\n")
    assert path.read_bytes() == "줄\n?\r\n".encode()
    write_whole(path, b"\xff")
    assert path.read_bytes() == b"\xff"
    assert [file.name for file in path.parent.iterdir()] == ["c.txt"]


def test_permissions_are_those_asked_for_and_do_not_stop_the_next_write(tmp_path: Path) -> None:
    path = tmp_path / "n.ipynb"
    for text in ("1", "2"):
        write_whole(path, text, mode=0o444)
        assert (path.read_text(), path.stat().st_mode & 0o777) == (text, 0o444)
    write_whole(path, "3")
    assert path.stat().st_mode & 0o222


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_a_failure_leaves_what_was_there(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "scores.csv"
    write_whole(path, "old")

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os if broken == "fsync" else Path, broken, full)
    with pytest.raises(OSError, match="no space left"):
        write_whole(path, "new")
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["scores.csv"]


def test_names_of_any_length_that_a_file_may_have(tmp_path: Path) -> None:
    for name in ("x" * 255, "가" * 85):
        write_whole(tmp_path / name, name)
        assert (tmp_path / name).read_text() == name


def test_threads_do_not_write_into_each_others_drafts(tmp_path: Path) -> None:
    """Two names that begin alike, in the same folder."""
    paths = [tmp_path / f"{'x' * 100}{i}" for i in range(4)]
    threads = [
        threading.Thread(target=lambda p=p: [write_whole(p, p.name * 999) for _ in range(20)]) for p in paths
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [path.read_text() for path in paths] == [path.name * 999 for path in paths]


def test_what_can_be_made_again_does_not_wait_for_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(os, "fsync", asked.append)
    path = tmp_path / "new" / "page.html"
    for text in ("1", "2"):
        write_whole(path, text, lasting=False)
        assert path.read_text() == text
    assert not asked
    write_whole(path, "3")
    assert len(asked) == 1


def test_what_is_there_already_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    write_whole(path, "same", lasting=False)
    before = path.stat()
    write_whole(path, "same", lasting=False)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
