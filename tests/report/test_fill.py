"""Templates are compiled once for all runs, and kept beside their source where that can be written to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.report import fill as module
from autograder.report.fill import fill


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of templates of our own, not compiled yet."""
    folder = tmp_path / "templates"
    shutil.copytree(module.TEMPLATES, folder, ignore=shutil.ignore_patterns("__pycache__"))
    folder.with_name("__pycache__").mkdir()
    (folder / "own.html.j2").write_text("{{ t('mean') }} <{{ x }}>")
    monkeypatch.setattr(module, "TEMPLATES", folder)
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    _forget()
    yield folder
    _forget()


def _forget() -> None:
    module._template.cache_clear()
    module._environment.cache_clear()


def test_what_is_compiled_is_kept_and_follows_its_source(templates: Path) -> None:
    assert fill("own.html.j2", "en", x="<") == "mean <&lt;>"
    (kept,) = templates.with_name("__pycache__").iterdir()
    stamp = kept.stat().st_mtime_ns
    _forget()
    assert fill("own.html.j2", "ko", x=1) == "평균 <1>"
    assert kept.stat().st_mtime_ns == stamp
    (templates / "own.html.j2").write_text("new {{ x }}")
    _forget()
    assert fill("own.html.j2", "en", x=2) == "new 2"


@pytest.mark.parametrize("broken", [b"", b"j2", None])
def test_a_kept_file_that_is_broken_or_missing_is_made_again(templates: Path, broken: bytes | None) -> None:
    fill("own.html.j2", "en", x=1)
    (kept,) = templates.with_name("__pycache__").iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-9] if broken is None else broken)
    _forget()
    assert fill("own.html.j2", "en", x=1) == "mean <1>"
    assert kept.read_bytes() == whole


def test_a_folder_that_cannot_be_written_to_is_no_error(templates: Path) -> None:
    templates.with_name("__pycache__").rmdir()
    templates.with_name("__pycache__").write_text("no folder")
    assert fill("own.html.j2", "en", x=1) == "mean <1>"
