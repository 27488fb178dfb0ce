"""A file that was handed in: its bytes, its text, and the cells of a notebook's JSON.

Its size is known before anything is read. Whatever is wrong with it is UnreadableSubmission, in one line.
"""

import codecs
import json
import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from autograder.model.errors import UnreadableSubmission
from autograder.model.message import tell
from autograder.notebook.bounds import MAX_BYTES, MAX_CELLS, MAX_VALUES

CHUNK = 1 << 20
"""Bytes that are read at once."""


def text_of(path: Path) -> str:
    """A file as text. Raises UnreadableSubmission."""
    try:
        return decode_text(b"".join(bytes_of(path)))
    except MemoryError as error:
        raise _too_much(path.name) from error


def bytes_of(path: Path) -> Iterator[bytes]:
    """A file's content, piece by piece. Raises UnreadableSubmission."""
    left = MAX_BYTES
    with _opened(path) as file:
        while data := file.read(CHUNK):
            left -= len(data)
            if left < 0:  # it has grown since
                raise _too_large(path)
            yield data


def beginning_of(path: Path, count: int) -> bytes:
    """The first bytes of a file, of whatever size it is. Raises OSError, also for a link."""
    with _regular(path, os.O_NOFOLLOW) as file:
        return file.read(count)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """A file that is not too large, to be read."""
    try:
        with _regular(path) as file:
            if os.fstat(file.fileno()).st_size > MAX_BYTES:
                raise _too_large(path)
            yield file
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or tell("it has no name that a file can have")
        raise UnreadableSubmission(
            tell("{name} cannot be read: {reason}", name=path.name, reason=reason)
        ) from error


@contextmanager
def _regular(path: Path, flags: int = 0) -> Iterator[BinaryIO]:
    """A regular file; no pipe and no device, which might never end. Which it is, is asked of what was opened."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | flags)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(0, tell("it is no file"))
        yield file


def _too_large(path: Path) -> UnreadableSubmission:
    return UnreadableSubmission(
        tell("{name} is larger than {size} MB", name=path.name, size=MAX_BYTES // 1_000_000)
    )


def _too_much(name: str) -> UnreadableSubmission:
    return UnreadableSubmission(tell("{name} needs more memory than there is", name=name))


_COOKIE = re.compile(rb"coding[:=][ \t]*+([-\w.]++)")
_ENCODINGS = re.compile(
    rb"(?:utf|u8|cp|windows|ms|iso|latin|l1|euc|ks|uhc|johab|shift|sjis|gb|hz|big5|koi8|mac|ascii|us-)"
)
"""What begins the names of encodings that people's editors write; Python knows others that take for ever, or never end well."""


def decode_text(data: bytes) -> str:
    """Bytes as text (never fails): UTF-8 or UTF-16 with or without a BOM, what its first lines say, else Korean
    (cp949), Japanese (cp932), Latin-1."""
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return data.decode("utf-16", "replace")
    if 0 in data[:2] and len(data) > 2:
        return data.decode("utf-16-le" if data[0] else "utf-16-be", "replace")
    said = _COOKIE.search(b"\n".join(data[:400].split(b"\n")[:2]))
    known = said and _ENCODINGS.match(said[1].lower())
    for encoding in ("utf-8-sig", said[1].decode() if said and known else "utf-8", "cp949", "cp932"):
        try:
            return data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return data.decode("latin-1")


def cells_of(text: str, name: str) -> list[dict[str, object] | None]:
    """The cells of a notebook's JSON, nbformat 2 to 4, as they stand there; None for one that is no object.

    Raises UnreadableSubmission for what is no notebook, or too much of one.
    """
    size = text.count(",") + text.count("[") + text.count("{")
    if size > MAX_VALUES:
        raise UnreadableSubmission(
            tell(
                "{name} holds {size:,} values; at most {most:,} are read",
                name=name,
                size=size,
                most=MAX_VALUES,
            )
        )
    try:
        content = json.loads(text.strip("\ufeff\x00 \r\n\t"), strict=False)
    except (ValueError, RecursionError) as error:
        why = tell("{name} is no notebook: its JSON is broken ({error})", name=name, error=str(error)[:200])
        raise UnreadableSubmission(why) from error
    except MemoryError as error:
        raise _too_much(name) from error
    cells = _all_cells(content, name)
    if len(cells) > MAX_CELLS:
        raise UnreadableSubmission(
            tell(
                "{name} has {count:,} cells; at most {most:,} are read",
                name=name,
                count=len(cells),
                most=MAX_CELLS,
            )
        )
    return [cell if isinstance(cell, dict) else None for cell in cells]


def _all_cells(content: object, name: str) -> list[object]:
    """The cells, of whatever type; those of nbformat 2 and 3 lie in worksheets."""
    if not isinstance(content, dict):
        raise UnreadableSubmission(tell("{name} is no notebook: a JSON object is wanted", name=name))
    cells, sheets = content.get("cells"), content.get("worksheets")
    if cells is None and isinstance(sheets, list):
        inside = (sheet.get("cells") for sheet in sheets if isinstance(sheet, dict))
        cells = [cell for those in inside if isinstance(those, list) for cell in those]
    if not isinstance(cells, list):
        raise UnreadableSubmission(tell("{name} is no notebook: it has no list of cells", name=name))
    return cells


def source_of(cell: Mapping[str, object]) -> str:
    """The text of a cell; "" where it has none that is text."""
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        try:
            source = "".join(source)
        except TypeError:  # rare, and to ask every line of every cell is not cheap
            source = "".join(part for part in source if isinstance(part, str))
    return source if isinstance(source, str) else ""
