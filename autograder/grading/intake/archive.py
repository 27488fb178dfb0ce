"""Zip archives, whoever made them: their files as pieces, within limits.

No name in an archive ever becomes a path: what may be graded is written into a folder of our own under a number and a plain name; its
name in the archive is kept as a text. Links, encrypted and overlong entries, and names that lead out, are pieces that say so.
"""

import io
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from autograder.grading.intake.piece import HIDDEN, METADATA, QUIET, Piece, is_hidden, plain, unfit
from autograder.model.message import Told, tell
from autograder.notebook.bounds import MAX_BYTES

DEEPEST = 3
"""Archives within archives: those of an LMS hold those of students, which may hold one more."""
MAX_ENTRIES = 5_000
"""Files of an archive that lies in another one, or in a student's folder; one that is asked for by name may have ten times as many."""
MAX_DIRECTORY = 64_000_000
"""Bytes of the list of files of an archive that is asked for by name: it is read as a whole. A tenth of that, of another one."""
MAX_UNPACKED = 100_000_000
"""Bytes that come out of such an archive."""
MAX_ALL = 10_000_000_000
"""Bytes that come out of all of them."""
LONGEST = 255
"""Bytes of a name."""
MOST_FOLDERS = 30
"""Folders in each other."""

_DRIVE = re.compile(r"[A-Za-z]:")
_HANGUL = re.compile(rb"(?:[\x00-\x7f]|[\xb0-\xc8][\xa1-\xfe])+")
_PLAIN = re.compile(r"[^\w .()-]+")
_CHUNK = 1 << 20


@dataclass
class _Room:
    """What one person's archives may still take, all within each other together: so many files, and bytes up to a total."""

    files: int
    end: int


@dataclass
class Unpacker:
    """Unpacks archives into a folder; remembers how much came out of them."""

    folder: Path
    written: int = 0
    files: int = 0

    def pieces(
        self, path: Path, names: tuple[str, ...], depth: int = 0, room: _Room | None = None
    ) -> Iterator[Piece]:
        """What is in an archive whose own names are `names` (none for one that was asked for itself)."""
        if room is None:
            room = _Room(
                MAX_ENTRIES if names else 10 * MAX_ENTRIES,
                self.written + (MAX_UNPACKED if names else MAX_ALL),
            )
        longest = MAX_DIRECTORY // 10 if names else MAX_DIRECTORY
        try:
            with _Wary(io.FileIO(path), longest) as file, zipfile.ZipFile(file) as archive:
                yield from self._entries(archive, names, depth, room)
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, RuntimeError) as error:
            yield Piece(names or (path.name,), path, tell("a broken archive ({error})", error=_said(error)))

    def _entries(
        self, archive: zipfile.ZipFile, names: tuple[str, ...], depth: int, room: _Room
    ) -> Iterator[Piece]:
        entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]  # "" too
        if len(entries) > room.files:
            raise zipfile.BadZipFile(
                tell("{count:,} files; at most {most:,} are read", count=len(entries), most=room.files)
            )
        room.files -= len(entries)
        seen: set[tuple[str, ...]] = set()
        for entry in entries:
            inside = names_of(entry)
            where = (*names, *inside)
            why = _why(entry, inside) or (
                tell("its name stands twice in the archive") if where in seen else ""
            )
            seen.add(where)
            if why == HIDDEN and any(name in QUIET for name in inside):
                continue
            if why:
                yield Piece(where, self.folder, why)
            else:
                piece = self._unpacked(archive, entry, where, room.end)
                within = room if names else None  # each person's has one of its own
                yield from self._opened(piece, depth, within) if _is_archive(inside[-1]) else [piece]

    def _opened(self, piece: Piece, depth: int, room: _Room | None) -> Iterator[Piece]:
        """An archive in an archive."""
        if piece.why or depth + 1 >= DEEPEST:
            yield (
                piece if piece.why else Piece(piece.names, piece.path, tell("an archive too deep in others"))
            )
        else:
            yield from self.pieces(piece.path, piece.names, depth + 1, room)

    def _unpacked(
        self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, names: tuple[str, ...], end: int
    ) -> Piece:
        """One file, written, if there is room for it until so many bytes are."""
        self.files += 1
        path = self.folder / f"{self.files:06}" / safe_name(names[-1])
        most = min(MAX_BYTES, end - self.written, MAX_ALL - self.written)
        path.parent.mkdir()
        try:
            with archive.open(entry) as source, path.open("xb") as target:
                while data := source.read(_CHUNK):
                    most -= len(data)
                    self.written += len(data)
                    if most < 0:
                        target.truncate(0)
                        return Piece(names, path, tell("too large to be unpacked"))
                    target.write(data)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError) as error:
            return Piece(names, path, tell("broken in the archive ({error})", error=_said(error)))
        return Piece(names, path)


@contextmanager
def unpacking() -> Iterator[Unpacker]:
    """An unpacker whose folder is gone afterwards."""
    with TemporaryDirectory(prefix="autograder-") as folder:
        yield Unpacker(Path(folder))


class _Wary(io.BufferedReader):
    """A file of which no more may be asked for at once than a list of files can be long."""

    def __init__(self, raw: io.FileIO, longest: int) -> None:
        super().__init__(raw)
        self.longest = longest

    def read(self, size: int | None = -1) -> bytes:
        if size is not None and size > self.longest:
            raise zipfile.BadZipFile(tell("its list of files is too long"))
        whole = os.fstat(self.fileno()).st_size  # room is made for no more
        return super().read(whole if size is None or size < 0 else min(size, whole))


def names_of(entry: zipfile.ZipInfo) -> tuple[str, ...]:
    """The names of an entry, folders first, whatever slashes part them: never empty, and `..` among them where it leads out. What is
    longer than any file's name, or deeper in folders, is cut: it is not taken, and nobody needs all of it."""
    name = plain(_decoded(entry)).replace("\\", "/")
    parts = (part[: LONGEST + 1] for part in name.split("/") if part not in ("", "."))
    return tuple(islice(parts, MOST_FOLDERS + 2)) or ("?",)


def _decoded(entry: zipfile.ZipInfo) -> str:
    """An entry's name: as UTF-8 where it is that, as Korean Windows writes it where it can be nothing else."""
    if entry.flag_bits & 0x800:
        return entry.orig_filename
    raw = entry.orig_filename.encode("cp437")  # as which it was read
    for encoding in ("utf-8", *(["cp949"] if _HANGUL.fullmatch(raw) else [])):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.orig_filename


def _why(entry: zipfile.ZipInfo, names: tuple[str, ...]) -> str:
    """Why an entry is not even looked at; "" where it is."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if wrong := _wrong_name(entry.orig_filename, names):
        return wrong
    if len(names) > MOST_FOLDERS + 1:
        return tell("too deep in folders")
    if kind == stat.S_IFLNK:
        return tell("a link")
    if kind not in (0, stat.S_IFREG):
        return tell("no file")
    if any(is_hidden(name) for name in names):
        return HIDDEN
    if entry.flag_bits & 1:
        return tell("encrypted")
    # other ways may ask for any amount of memory
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return tell("compressed in a way that is not read; make the archive with the system's own zip")
    return "" if _is_archive(names[-1]) or names[-1] == METADATA else unfit(names[-1])


def _wrong_name(raw: str, names: tuple[str, ...]) -> str:
    """What is wrong with the name of an entry."""
    if ".." in names or raw.startswith(("/", "\\")) or _DRIVE.match(raw):
        return tell("its name leads out of the archive")
    if "\0" in raw or any(len(os.fsencode(name)) > LONGEST for name in names):
        return tell("a name that no file can have")
    return ""


def _is_archive(name: str) -> bool:
    return name.lower().endswith(".zip")


def safe_name(name: str) -> str:
    """A name for a file on any system, with its ending."""
    path = PurePosixPath(name)
    stem = _PLAIN.sub("_", path.stem)[:60].strip(" .") or "file"
    return f"{stem}{path.suffix if path.suffix.isascii() else ''}"


def _said(error: Exception) -> str:
    if error.args and isinstance(error.args[0], Told):
        return error.args[0]
    return " ".join(str(error).split())[:100] or type(error).__name__
