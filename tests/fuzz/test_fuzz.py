"""Anything at all is fed to whatever reads what a student or a child wrote: it ends as promised, within its memory.

`make fuzz` does the same for as long as one likes, guided by coverage; what it finds is kept in `corpus/`.
"""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from autograder.sandbox import libc
from tests.fuzz.inputs import inputs
from tests.fuzz.targets import BY_NAME, MEGABYTE, TARGETS, Target

LONG = 20_000
"""Bytes: longer kept inputs are fed as they are, and not changed."""
EXAMPLES = {
    "decoder": 400,
    "child": 150,
    "notebook": 100,
    "course": 100,
    "archive": 200,
    "judge": 15,
    "talk": 300,
}

pytestmark = [
    pytest.mark.no_cover,
    pytest.mark.skipif(not libc.LINUX, reason="it listens through descriptors of processes"),
]


def fed(target: Target, data: bytes) -> None:
    """Feed a target, and see that it takes no more memory than it may."""
    tracemalloc.start()
    try:
        target.run(data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < target.megabytes * MEGABYTE + 20 * len(data)


NAMES = [pytest.param(name, marks=[pytest.mark.slow] if name == "judge" else []) for name in EXAMPLES]


@pytest.mark.parametrize("name", NAMES)
def test_what_was_found_once(name: str) -> None:
    target = BY_NAME[name]
    for path in target.kept:
        data = path.read_bytes()
        try:
            target.run(data)  # what is made once counts for no input
            fed(target, data)
        except BaseException as error:
            error.add_note(f"fed with {path.name}")
            raise


@pytest.mark.slow
@pytest.mark.parametrize("name", EXAMPLES)
def test_anything_at_all(name: str) -> None:
    target = BY_NAME[name]
    kept = [path.read_bytes() for path in target.kept]
    target.run(kept[0])

    @settings(
        max_examples=EXAMPLES[name],
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs(name, [data for data in kept if len(data) < LONG]))
    def feed(data: bytes) -> None:
        if name == "judge":  # it makes many things once, whichever input comes first
            target.run(data)
        else:
            fed(target, data)

    feed()


def test_a_target_notices_what_is_wrong() -> None:
    """A reader that fails is not taken for one that refuses."""
    with pytest.raises(ZeroDivisionError):
        fed(Target("decoder", lambda data: 1 / 0, 8), b"")  # type: ignore[arg-type]
    with pytest.raises(AssertionError):
        fed(Target("decoder", lambda data: bytearray(9 * MEGABYTE).clear(), 8), b"")


def test_no_target_is_left_out() -> None:
    assert {target.name for target in TARGETS} == set(EXAMPLES)
    assert all(len(target.kept) >= 8 for target in TARGETS)
