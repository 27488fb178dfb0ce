"""What lies in a folder, archives opened: pieces with their names, and no link followed."""

import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.grading.intake.archive import Unpacker
from autograder.grading.intake.piece import HIDDEN, METADATA, QUIET, Found, Piece, is_hidden, plain, unfit
from autograder.model.message import tell

DEEPEST = 8
LINK = tell("a link that leads out of the folder")


@dataclass(frozen=True, slots=True)
class Walk:
    """How a folder is gone through: `unpacker` opens archives (None: they stay closed); folders of these names stay out at the top."""

    unpacker: Unpacker | None
    apart: Collection[str] = ()

    def through(self, path: Path, names: tuple[str, ...] = ()) -> Found:
        """All that lies in a folder or an archive; `names` are its own, where they say whose it is."""
        found = Found()
        opened = self._archive(path, names) if path.is_file() else self._folder(path, names, found)
        found.pieces = list(opened)
        return found

    def _folder(self, folder: Path, names: tuple[str, ...], found: Found) -> Iterator[Piece]:
        try:
            with os.scandir(folder) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError as error:
            yield Piece(names, folder, tell("a folder that cannot be read ({error})", error=error.strerror))
            return
        if any(entry.name == ".git" for entry in entries):
            found.repositories.add(names)
        for entry in entries:
            where = (*names, plain(entry.name))
            if is_hidden(entry.name):
                if entry.name not in QUIET:
                    yield Piece(where, Path(entry.path), HIDDEN)
            elif not names and entry.name in self.apart:
                continue
            elif isa(lambda: entry.is_dir(follow_symlinks=False)):  # noqa: B023  asked at once
                if len(where) < DEEPEST:
                    yield from self._folder(Path(entry.path), where, found)
                else:
                    yield Piece(where, Path(entry.path), tell("too deep in folders"))
            else:
                yield from self._file(entry, where, folder)

    def _file(self, entry: os.DirEntry[str], where: tuple[str, ...], folder: Path) -> Iterator[Piece]:
        path = Path(entry.path)
        fit = unfit(entry.name) if entry.name != METADATA else ""
        if entry.is_symlink():
            # The folder that was asked for is the instructor's: a link from one file of it to another is meant.
            inside = len(where) == 1 and isa(lambda: path.resolve().is_relative_to(folder.resolve()))
            yield Piece(where, path, fit or ("" if inside and isa(path.is_file) else LINK))
        elif not isa(lambda: entry.is_file(follow_symlinks=False)):
            yield Piece(where, path, tell("no file"))
        elif entry.name.lower().endswith(".zip"):
            yield from self._archive(path, where)
        else:
            yield Piece(where, path, fit)

    def _archive(self, path: Path, names: tuple[str, ...]) -> Iterator[Piece]:
        if self.unpacker:
            yield from self.unpacker.pieces(path, names)
        else:
            yield Piece(names, path, tell("an archive"))


def isa(what: Callable[[], bool], otherwise: bool = False) -> bool:
    """What the system says, or `otherwise` where it cannot: a link in a circle, a folder that is closed to us."""
    try:
        return what()
    except (OSError, RuntimeError):
        return otherwise
