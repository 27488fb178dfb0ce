"""The filter of system calls, read by a small interpreter of the BPF that it is written in."""

import errno
import struct

import pytest

from autograder.sandbox import libc, seccomp, syscalls

ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}


def verdict(machine: str, number: int, *arguments: int, architecture: int | None = None) -> int:
    """What the filter of `machine` answers: a small interpreter of the BPF that it is written in."""
    code = seccomp.program(machine)
    assert code is not None
    steps = list(struct.iter_unpack("HBBI", code))
    word = ARCHITECTURES[machine] if architecture is None else architecture
    padded = (*arguments, *(0 for _ in range(6 - len(arguments))))
    data = struct.pack("<IIQ6Q", number & 0xFFFFFFFF, word, 0, *padded)
    at, register = 0, 0
    while True:
        operation, yes, no, constant = steps[at]
        at += 1
        if operation == 0x20:
            (register,) = struct.unpack_from("<I", data, constant)
        elif operation == 0x15:
            at += yes if register == constant else no
        elif operation == 0x35:
            at += yes if register >= constant else no
        else:
            assert operation == 0x06
            return int(constant)


def refused(code: int) -> int:
    return 0x00050000 | code


def numbers(machine: str) -> dict[str, int]:
    return {name: number for number, name in syscalls.names(machine).items()}


@pytest.mark.parametrize("machine", ARCHITECTURES)
class TestFilter:
    def test_every_call_gets_the_answer_of_its_list(self, machine: str) -> None:
        answers = (
            (syscalls.ALLOWED, seccomp.ALLOW),
            (syscalls.PATHS, refused(errno.ENOENT)),
            (syscalls.FORKS, refused(errno.EAGAIN)),
            (syscalls.KILLED, seccomp.KILL),
            (frozenset(["clone3"]), refused(errno.ENOSYS)),
        )
        table = numbers(machine)
        for names, answer in answers:
            for name in names & set(table):
                assert verdict(machine, table[name]) == answer, name

    def test_all_else_is_refused(self, machine: str) -> None:
        known = set(numbers(machine).values())
        for number in range(512):
            if number not in known:
                assert verdict(machine, number) == refused(errno.EPERM)
        for number in (512, 1000, 0x3FFFFFFF):
            assert verdict(machine, number) == refused(errno.ENOSYS)

    def test_arguments_are_looked_at(self, machine: str) -> None:
        table = numbers(machine)
        assert verdict(machine, table["fcntl"], 0, 1) == seccomp.ALLOW
        for command in (4, 8, 10, 1024, 1031):
            assert verdict(machine, table["fcntl"], 0, command) == refused(errno.EPERM)
        assert verdict(machine, table["ioctl"], 0, 0x5401) == seccomp.ALLOW
        assert verdict(machine, table["ioctl"], 0, 0x5412) == refused(errno.EPERM)
        assert verdict(machine, table["prctl"], 15) == seccomp.ALLOW
        assert verdict(machine, table["prctl"], 4) == refused(errno.EPERM)
        assert verdict(machine, table["prlimit64"], 0, 7, 0, 1 << 40) == seccomp.ALLOW
        assert verdict(machine, table["sendto"], 3, 1, 1, 0, 0, 0) == seccomp.ALLOW
        for option in (3, 38, 39):
            assert verdict(machine, table["getsockopt"], 3, 1, option) == seccomp.ALLOW
        for level, option in ((1, 4), (1, 17), (1, 31), (1, 77), (0, 3), (6, 38), (41, 39), (39, 1), (3, 1)):
            assert verdict(machine, table["getsockopt"], 3, level, option) == refused(errno.EPERM)
        for pointer in (1, 1 << 32, 1 << 63):
            assert verdict(machine, table["prlimit64"], 0, 7, pointer) == refused(errno.EPERM)
            assert verdict(machine, table["sendto"], 3, 1, 1, 0, pointer) == refused(errno.EPERM)

    def test_other_calling_conventions_are_deadly(self, machine: str) -> None:
        assert verdict(machine, 0, architecture=0x40000003) == seccomp.KILL
        foreign = verdict(machine, 0x40000000)
        assert foreign == (seccomp.KILL if machine == "x86_64" else refused(errno.ENOSYS))

    def test_lists_and_tables_speak_of_the_same_calls(self, machine: str) -> None:
        listed = syscalls.ALLOWED | syscalls.PATHS | syscalls.FORKS | syscalls.KILLED
        checked = {"fcntl", "ioctl", "prctl", "prlimit64", "sendto", "getsockopt", "clone3"}
        assert set(numbers(machine)) <= listed | checked
        assert not listed & checked


def test_there_is_no_filter_for_other_machines() -> None:
    assert seccomp.program("riscv64") is None


@pytest.mark.parametrize("machine", ARCHITECTURES)
def test_no_jump_leads_out_of_the_filter(machine: str) -> None:
    steps = list(struct.iter_unpack("HBBI", seccomp.program(machine) or b""))
    for at, (operation, yes, no, _) in enumerate(steps):
        assert operation in (0x20, 0x15, 0x35, 0x06)
        assert operation == 0x06 or at + max(yes, no) + 1 < len(steps)


def test_a_filter_is_handed_over_with_its_length() -> None:
    code = seccomp.program("x86_64") or b""
    made = seccomp.Filter.of(code)
    assert made.code.raw == code
    assert struct.unpack("HxxxxxxQ", made.header.raw)[0] == len(code) // 8


@pytest.mark.parametrize(("threads", "flags"), [(False, 4), (True, 5)])
def test_a_thread_that_stays_outside_is_an_error(
    monkeypatch: pytest.MonkeyPatch, threads: bool, flags: int
) -> None:
    asked: list[tuple[int, ...]] = []
    answers = [0, 4242]  # of the kernel: done; the thread that could not be put behind the filter

    def syscall(*arguments: int) -> int:
        asked.append(arguments[:3])
        return answers[len(asked) - 1]

    monkeypatch.setattr(libc, "syscall", syscall)
    made = seccomp.Filter.of(b"")
    made.install(threads=threads)
    with pytest.raises(OSError, match="a thread"):
        made.install(threads=threads)
    assert asked == [(libc.SYS_SECCOMP, 1, flags)] * 2
