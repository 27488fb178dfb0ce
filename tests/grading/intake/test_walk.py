"""What lies in a folder: every file is a piece or has its reason, no link leads out, nothing is read that is no file."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from autograder.grading.intake.archive import Unpacker
from autograder.grading.intake.piece import HIDDEN, METADATA, UNFIT
from autograder.grading.intake.walk import DEEPEST, LINK, Walk, isa
from autograder.model.message import Told


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def put(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)


CLOSED = Walk(None)


def seen(root: Path, walk: Walk = CLOSED, names: tuple[str, ...] = ()) -> dict[str, str]:
    """By origin the reason, "" for what can be taken; in the order of the walk."""
    pieces = walk.through(root, names).pieces
    assert all(isinstance(one.why, Told) for one in pieces if one.why)  # so that it is said in any language
    return {one.origin: one.why for one in pieces}


def test_files_come_in_the_order_of_their_names_each_with_its_reason(root: Path) -> None:
    put(root, "b/x.py", "a.ipynb", "c.docx", METADATA, ".hidden.py", "b/.git/config", "__MACOSX/a.py", ".ipynb_checkpoints/a.py")  # fmt: skip
    assert list(seen(root).items()) == [
        (".hidden.py", HIDDEN),
        ("a.ipynb", ""),
        ("b/x.py", ""),
        ("c.docx", UNFIT),
        (METADATA, ""),
    ]


def test_the_names_of_the_path_itself_stand_before_all_others(root: Path) -> None:
    put(root, "a.py", "b/c.py")
    assert list(seen(root, names=("ada", "ps1"))) == ["ada/ps1/a.py", "ada/ps1/b/c.py"]


def test_folders_that_are_named_stay_out_at_the_top_alone(root: Path) -> None:
    put(root, "graded/a.py", "b/graded/a.py", "c.py")
    assert set(seen(root, Walk(None, ("graded",)))) == {"b/graded/a.py", "c.py"}
    assert set(seen(root, Walk(None, ("graded",)), ("ada",))) == {
        "ada/graded/a.py",
        "ada/b/graded/a.py",
        "ada/c.py",
    }


def test_repositories_are_noted_by_their_names(root: Path) -> None:
    put(root, "ps1-ada/.git/config", "ps1-ada/a.py", "bo/a.py")
    assert Walk(None).through(root).repositories == {("ps1-ada",)}
    assert Walk(None).through(root / "ps1-ada", ("ada",)).repositories == {("ada",)}


def test_folders_are_gone_through_to_a_depth(root: Path) -> None:
    names = [str(at) for at in range(1, DEEPEST + 1)]
    put(root, "/".join([*names[:-1], "a.py"]), "/".join([*names, "b.py"]))
    assert seen(root) == {"/".join([*names[:-1], "a.py"]): "", "/".join(names): "too deep in folders"}


def test_a_link_is_followed_only_from_one_file_at_the_top_to_another_place_of_the_same_folder(
    root: Path, tmp_path: Path
) -> None:
    put(tmp_path, "secret.py")
    put(root, "a.py", "below/b.py", "text.txt")
    targets = {
        "to_a.py": root / "a.py",
        "to_b.py": root / "below/b.py",
        "to_text.txt": root / "text.txt",
        "out.py": tmp_path / "secret.py",
        "nowhere.py": root / "gone.py",
        "round.py": root / "round.py",
        "folder.py": root / "below",
        "below/up.py": root / "a.py",
        "below/beside.py": root / "below/b.py",
    }
    for name, target in targets.items():
        (root / name).symlink_to(target)
    (root / "folder").symlink_to(root / "below")
    found = seen(root)
    assert {name: found[name] for name in [*targets, "folder"]} == {
        "to_a.py": "",
        "to_b.py": "",
        "to_text.txt": UNFIT,
        **dict.fromkeys(
            ["out.py", "nowhere.py", "round.py", "folder.py", "below/up.py", "below/beside.py"], LINK
        ),
        "folder": UNFIT,
    }


def test_what_is_no_file_is_not_opened(root: Path) -> None:
    os.mkfifo(root / "pipe.py")
    assert seen(root) == {"pipe.py": "no file"}


def test_an_archive_is_opened_where_there_is_something_to_open_it_with(root: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(root / "work.ZIP", "w") as archive:
        archive.writestr("a.py", "x = 1")
    assert seen(root) == {"work.ZIP": "an archive"}
    (tmp_path / "out").mkdir()
    walk = Walk(Unpacker(tmp_path / "out"))
    assert seen(root, walk) == {"work.ZIP/a.py": ""}
    assert seen(root / "work.ZIP", walk, ("ada",)) == {"ada/a.py": ""}
    assert seen(root / "work.ZIP", names=("ada",)) == {"ada": "an archive"}


def test_a_folder_that_is_closed_to_us_has_its_line_and_the_others_go_on(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(root, "a.py", "closed/b.py", "z.py")
    scandir = os.scandir

    def scan(folder: Path) -> object:
        if folder.name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", scan)
    assert seen(root) == {
        "a.py": "",
        "closed": "a folder that cannot be read (Permission denied)",
        "z.py": "",
    }


@pytest.mark.parametrize("error", [OSError, RuntimeError])
def test_what_the_system_cannot_say_is_what_we_take_it_for(error: type[Exception]) -> None:
    def fails() -> bool:
        raise error

    assert (isa(lambda: True), isa(lambda: False, otherwise=True)) == (True, False)
    assert (isa(fails), isa(fails, otherwise=True)) == (False, True)


def test_a_pipe_is_no_file(root: Path) -> None:
    os.mkfifo(root / "gates.ipynb")
    assert seen(root) == {"gates.ipynb": "no file"}
