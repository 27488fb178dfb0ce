"""The seed of hidden inputs: a number, or the course's secret."""

from __future__ import annotations

import stat
from pathlib import Path

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
    secret.write_text("another")
    assert grading_seed(tmp_path, "ps1", None) != first


def test_a_folder_that_cannot_be_written_gets_a_seed_for_this_run(tmp_path: Path) -> None:
    assert grading_seed(tmp_path / "missing", "ps1", None) != grading_seed(tmp_path / "missing", "ps1", None)
