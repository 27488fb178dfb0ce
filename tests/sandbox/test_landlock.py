"""What is asked of Landlock: no more than a kernel of each version knows."""

import errno
import os

import pytest

from autograder.sandbox import landlock, libc


@pytest.mark.parametrize("version", [1, 2, 3, 4, 5, 6, 7])
def test_landlock_asks_for_no_more_than_the_kernel_knows(
    monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    sizes: list[int] = []

    def create(number: int, attributes: int, size: int, flags: int) -> int:
        if flags:
            return version
        sizes.append(size)
        return os.open(os.devnull, os.O_RDONLY)

    monkeypatch.setattr(libc, "syscall", create)
    descriptor = landlock.ruleset()
    assert descriptor is not None
    os.close(descriptor)
    assert sizes == [8 if version < 4 else 16 if version < 6 else 24]


def test_without_it_there_is_no_ruleset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libc, "LINUX", False)
    assert landlock.abi() == 0
    assert landlock.ruleset() is None


@pytest.mark.parametrize("code", [errno.EOPNOTSUPP, errno.ENOMEM])
def test_a_kernel_that_cannot_make_one_now_is_an_error(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def create(number: int, attributes: int, size: int, flags: int) -> int:
        if flags:
            return 3
        raise OSError(code, "no")

    monkeypatch.setattr(libc, "syscall", create)
    if code == errno.EOPNOTSUPP:
        assert landlock.ruleset() is None
    else:
        with pytest.raises(OSError, match="no"):
            landlock.ruleset()


def test_the_ruleset_is_the_one_that_restricts(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, ...]] = []
    monkeypatch.setattr(libc, "syscall", lambda *arguments: asked.append(arguments))
    landlock.restrict(9)
    assert asked == [(446, 9, 0)]
