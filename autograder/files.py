"""Files that are written whole or not at all: no reader ever finds half of one, however the writer ended."""

from __future__ import annotations

import os
import threading
from pathlib import Path


def write_whole(path: Path, data: str | bytes, mode: int | None = None) -> None:
    """Put `data` (a text as UTF-8) at `path`, in place of what was there, with the permissions `mode` where they are given.

    Missing folders are made. Raises OSError, and leaves what was there as it was.
    """
    if isinstance(data, str):
        data = data.encode("utf-8", "replace")
    path.parent.mkdir(parents=True, exist_ok=True)
    # In the same folder, so that it can take the place at once; no other thread or process writes this one.
    draft = path.with_name(f".{path.name[:40]}.{threading.get_native_id()}.new")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            draft.chmod(mode)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
