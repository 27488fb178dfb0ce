"""Where in a student's code something happened: neither in ours nor in a library's."""

import sysconfig
from collections.abc import Iterator
from pathlib import Path
from traceback import walk_tb
from types import FrameType

_OURS = str(Path(__file__).parents[1])
_LIBRARIES = tuple(sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib"))
_OTHERS = (_OURS, "<probe>", "<__array_function__", "<frozen", *_LIBRARIES)


def is_own(file: str) -> bool:
    """Whether code of that file, as Python calls it, is the student's."""
    return not file.startswith(_OTHERS)


def own_frames(error: BaseException) -> Iterator[tuple[FrameType, int]]:
    """The frames of the student's code that an exception came through, outer ones first, each with its line."""
    walked = walk_tb(error.__traceback__)
    return ((frame, line or 0) for frame, line in walked if is_own(frame.f_code.co_filename))


def called(error: BaseException) -> tuple[str, str, int]:
    """What was called when an exception came: class or "", method or function ("": the cell itself), and the line it had come to."""
    for frame, line in own_frames(error):
        code = frame.f_code
        inside = [at for one, at in own_frames(error) if one.f_code is code]
        owner, _, name = code.co_qualname.rpartition(".")
        own = type(frame.f_locals["self"]).__name__ if "self" in frame.f_locals else owner.split(".")[0]
        if code.co_name == "<module>":
            return "", "", line
        return own, name, inside[-1]
    return "", "", 0
