"""No holes are left in the heap of the fork server."""

from __future__ import annotations

import subprocess
import sys

import pytest

from autograder.sandbox import libc

pytestmark = pytest.mark.skipif(not libc.LINUX, reason="counted by Linux")

COUNT = """
import gc, os, resource, sys
sys.path.insert(0, sys.argv[1])
from autograder.sandbox import heap

holes = [bytes(size) for _ in range(400) for size in range(100, 1500, 50)]
kept = holes[::2]
del holes

def written():
    '''Pages that a child writes on which take up small objects.'''
    read, write = os.pipe()
    if os.fork() == 0:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        made = [bytes(size) for _ in range(10) for size in range(100, 1500, 50)]
        os.write(write, str(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before).encode())
        os._exit(0)
    os.wait()
    return int(os.read(read, 100))

before = written()
heap.fill()
print(before, written(), sum(map(len, heap._kept)))
"""


def test_children_write_on_fewer_pages() -> None:
    root = __file__.partition("/tests/")[0]
    told = subprocess.run(
        [sys.executable, "-c", COUNT, root], capture_output=True, check=True, text=True, timeout=60
    )
    before, after, taken = map(int, told.stdout.split())
    assert after < before
    assert taken < 100_000
