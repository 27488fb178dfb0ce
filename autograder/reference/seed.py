"""The seed that hidden inputs are drawn from: a secret of the course folder, or --seed."""

import errno
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from autograder.model.errors import AutograderError

SECRET_FILE = ".autograder-secret"
SHORTEST = 32
"""Bytes of a secret, at the least: what is shorter somebody cut off, and could be found by trying."""


_NOT_OURS = (errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOENT)


def grading_seed(root: Path, assignment_id: str, number: int | None) -> bytes:
    """The seed of an assignment: of `number` where it is given, else derived (HMAC) from the course's secret, which is
    made on first use and readable by its owner only.

    Raises AutograderError for a secret that cannot be read or is too short, and where the disk has no room for one.
    """
    if number is not None:
        return hashlib.sha256(f"{assignment_id} {number}".encode()).digest()
    return hmac.new(_secret(root / SECRET_FILE), assignment_id.encode(), hashlib.sha256).digest()


def _secret(path: Path) -> bytes:
    try:
        if not path.exists():
            _make(path)
        secret = path.read_bytes()
    except OSError as error:
        if error.errno in _NOT_OURS and not os.path.lexists(path):
            return secrets.token_bytes(SHORTEST)  # a course folder that cannot be written: for this run alone
        raise AutograderError(
            f"the course's secret {path} cannot be kept or read: {error.strerror}"
        ) from None
    if len(secret.strip()) < SHORTEST:
        remedy = "delete it; a new one is made, and hidden inputs are others from then on"
        raise AutograderError(
            f"the course's secret {path} is too short, so that hidden inputs could be guessed: {remedy}"
        )
    return secret


def _make(path: Path) -> None:
    """Put a new secret there, whole or not at all; where another run was quicker, its own stays."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_hex(SHORTEST).encode())
            file.flush()
            os.fsync(file.fileno())
        _put(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _put(draft: Path, path: Path) -> None:
    """Give a file its name, unless there is one of that name already."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK):
            raise
        if not path.exists():  # a file system without links: the last of two runs at the same moment wins
            draft.replace(path)
