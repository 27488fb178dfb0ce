"""The seed of hidden inputs: a number, or the course's secret."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.model.errors import AutograderError
from autograder.reference.seed import SECRET_FILE, grading_seed


def test_a_number_is_a_seed_for_each_assignment(tmp_path: Path) -> None:
    assert grading_seed(tmp_path, "ps1", 1) == grading_seed(tmp_path, "ps1", 1)
    assert grading_seed(tmp_path, "ps1", 1) != grading_seed(tmp_path, "ps2", 1)
    assert list(tmp_path.iterdir()) == []


def test_the_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    first = grading_seed(tmp_path, "ps1", None)
    secret = tmp_path / SECRET_FILE
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert grading_seed(tmp_path, "ps1", None) == first
    assert grading_seed(tmp_path, "ps2", None) != first
    secret.write_text("another that is just long enough")
    assert grading_seed(tmp_path, "ps1", None) != first


def test_a_folder_that_cannot_be_written_gets_a_seed_for_this_run(tmp_path: Path) -> None:
    assert grading_seed(tmp_path / "missing", "ps1", None) != grading_seed(tmp_path / "missing", "ps1", None)


@pytest.mark.parametrize("error", [errno.EROFS, errno.EACCES, errno.EPERM])
def test_so_does_one_that_belongs_to_somebody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    def refused(*_: object, **__: object) -> int:
        raise OSError(error, "no")

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", refused)
        assert grading_seed(tmp_path, "ps1", None) != grading_seed(tmp_path, "ps1", None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("secret", [b"", b"\n", b"short", b"x" * 31, b" " * 40])
def test_a_secret_that_somebody_cut_off_is_refused(tmp_path: Path, secret: bytes) -> None:
    (tmp_path / SECRET_FILE).write_bytes(secret)
    with pytest.raises(
        AutograderError, match=r"too short.*delete it; a new one is made, and hidden inputs are others"
    ):
        grading_seed(tmp_path, "ps1", None)
    assert (tmp_path / SECRET_FILE).read_bytes() == secret


@pytest.mark.parametrize("kind", ["folder", "link to nothing"])
def test_what_is_no_secret_is_one_line(tmp_path: Path, kind: str) -> None:
    path = tmp_path / SECRET_FILE
    path.mkdir() if kind == "folder" else path.symlink_to(tmp_path / "nothing")
    with pytest.raises(AutograderError, match="cannot be kept or read") as caught:
        grading_seed(tmp_path, "ps1", None)
    assert "\n" not in str(caught.value)


def test_a_full_disk_leaves_no_secret_at_all(tmp_path: Path) -> None:
    """A process that may write no byte to a file, which is how a full disk answers."""
    program = (
        "import resource, signal, sys; from pathlib import Path; from autograder.reference.seed import grading_seed\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n"
        "grading_seed(Path(sys.argv[1]), 'ps1', None)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=False
    )
    assert "AutograderError: the course's secret" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_first_runs_at_once_agree(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from autograder.reference.seed import grading_seed\n"
        "sys.stdin.read(1); print(grading_seed(Path(sys.argv[1]), 'ps1', None).hex())"
    )
    read, write = os.pipe()
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", program, tmp_path], stdin=read, stdout=subprocess.PIPE, text=True
        )
        for _ in range(6)
    ]
    os.close(read)
    os.close(write)
    assert len({run.communicate()[0] for run in runs}) == 1
    assert [path.name for path in tmp_path.iterdir()] == [SECRET_FILE]


def without_links(monkeypatch: pytest.MonkeyPatch, error: int) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(error, "no")

    monkeypatch.setattr(os, "link", refused)


@pytest.mark.parametrize("error", [errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK])
def test_a_file_system_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int) -> None:
    without_links(monkeypatch, error)
    assert grading_seed(tmp_path, "ps1", None) == grading_seed(tmp_path, "ps1", None)
    assert [path.name for path in tmp_path.iterdir()] == [SECRET_FILE]


def test_a_secret_that_could_not_be_put_in_its_place_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_links(monkeypatch, errno.ENOSPC)
    with pytest.raises(AutograderError, match="cannot be kept or read"):
        grading_seed(tmp_path, "ps1", None)
    assert list(tmp_path.iterdir()) == []
