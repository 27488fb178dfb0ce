"""Calls of the C library: an error of the system is an OSError, and elsewhere than on Linux there is none."""

import errno
import os

import pytest

from autograder.sandbox import libc


def test_calls_that_do_not_exist_are_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OSError, match="no such"):
        libc.syscall(-1)
    if libc.LINUX:
        with pytest.raises(OSError, match=os.strerror(errno.EINVAL)):
            libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 7)
    monkeypatch.setattr(libc, "LINUX", False)
    with pytest.raises(OSError, match="Linux"):
        libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 1)


def test_closing_descriptors_works_on_old_kernels(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*arguments: int) -> int:
        raise OSError(errno.ENOSYS, "no such call")

    monkeypatch.setattr(libc, "syscall", missing)
    descriptor = os.open(os.devnull, os.O_RDONLY)
    libc.close_range(descriptor, descriptor - 1)
    os.fstat(descriptor)
    libc.close_range(descriptor, descriptor)
    with pytest.raises(OSError, match="Bad file"):
        os.fstat(descriptor)


@pytest.mark.parametrize(
    ("code", "refused"),
    [
        (errno.EPERM, True),
        (errno.ENOSYS, True),
        (errno.EINVAL, True),
        (errno.ENOMEM, False),
        (errno.EAGAIN, False),
    ],
)
def test_what_the_kernel_has_no_room_for_now_is_not_refused(code: int, refused: bool) -> None:
    assert libc.is_refusal(OSError(code, "")) is refused
