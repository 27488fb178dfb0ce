"""The lists of system calls: each call has one answer, and its number is that of the kernel."""

from itertools import combinations

import pytest

from autograder.sandbox import syscalls

LISTS = {name: getattr(syscalls, name) for name in ("ALLOWED", "PATHS", "FORKS", "KILLED")}


def test_each_call_has_one_answer() -> None:
    for (one, first), (other, second) in combinations(LISTS.items(), 2):
        assert not first & second, (one, other)


@pytest.mark.parametrize(
    ("machine", "numbers"),
    [
        (
            "x86_64",
            {0: "read", 57: "fork", 59: None, 101: "ptrace", 157: "prctl", 257: "openat", 318: "getrandom"},
        ),
        (
            "aarch64",
            {
                63: "read",
                56: "openat",
                117: "ptrace",
                167: "prctl",
                220: "clone",
                221: None,
                278: "getrandom",
            },
        ),
    ],
)
def test_numbers_are_those_of_the_kernel(machine: str, numbers: dict[int, str | None]) -> None:
    """Of the tables in linux/arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h."""
    names = syscalls.names(machine)
    assert {number: names.get(number) for number in numbers} == numbers
    assert len(set(names.values())) == len(names)


@pytest.mark.parametrize("call", ["execve", "socket", "connect", "kill", "tgkill", "sendmsg", "memfd_create"])
def test_what_reaches_others_is_on_no_list(call: str) -> None:
    assert not any(call in names for names in LISTS.values())
