"""Where in a student's code something happened: neither in ours nor in a library's."""

from __future__ import annotations

import sysconfig
from pathlib import Path

_OURS = str(Path(__file__).parents[1])
_LIBRARIES = tuple(sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib"))
_OTHERS = (_OURS, "<probe>", "<__array_function__", "<frozen", *_LIBRARIES)


def is_own(file: str) -> bool:
    """Whether code of that file, as Python calls it, is the student's."""
    return not file.startswith(_OTHERS)
