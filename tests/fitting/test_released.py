"""Read-only cells of a release, whatever became of them in a submission; and how our notebooks are known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.fitting.released import CHANGED, GONE, as_released, came_from
from autograder.model.cell import Cell

SETUP = Cell("import numpy as np", 0, "setup", given=True)
FIRST = Cell("x = 1", 1, "first")
CHECK = Cell('check("first")', 2, "first_check", locked=True)
GIVEN = Cell("def wrap(f):\n    return f(2)", 3, "wrap", given=True)
SECOND = Cell("y = 1", 4, "second")
RELEASED = (SETUP, FIRST, CHECK, GIVEN, SECOND)
"""What was handed out: two answer cells, a test, and two cells that are not to be changed."""


def sources(*cells: Cell) -> list[str]:
    return [cell.source for cell in as_released(cells, RELEASED)]


AS_IT_WAS = [cell.source for cell in RELEASED]


def test_as_it_was() -> None:
    assert as_released(RELEASED, RELEASED) == RELEASED
    assert not any(cell.note for cell in as_released(RELEASED, RELEASED))


def test_what_one_prints_may_be_in_another_language() -> None:
    text = "try:\n    import a\nexcept ImportError as e:\n    print({})\n    print('%pip install a')"
    released, same = replace(SETUP, source=text.format("e, 'missing'")), text.format("e, '없어요', sep=' '")
    for source, note in ((same, ""), (same.replace("import a", "import b"), CHANGED)):
        assert as_released([replace(SETUP, source=source)], [released]) == (replace(released, note=note),)


@pytest.mark.parametrize(
    "changed",
    [
        replace(GIVEN, source="def wrap(f):\n    return 4"),
        replace(GIVEN, source=""),
        replace(GIVEN, source="def wrap(f", given=False),  # torn, and unlocked in the metadata
        replace(GIVEN, source="wrap = 1", given=False, locked=True),  # made a test, so that it would not run
    ],
    ids=["edited", "emptied", "unlocked", "made-a-test"],
)
def test_an_edited_one_runs_as_it_was_handed_out(changed: Cell) -> None:
    cells = as_released([SETUP, FIRST, CHECK, changed, SECOND], RELEASED)
    assert cells[3] == replace(GIVEN, note=CHANGED)
    assert [cell.source for cell in cells] == AS_IT_WAS


def test_layout_and_comments_are_no_change() -> None:
    cells = as_released([replace(GIVEN, source="def wrap(f):  # ?\n\n    return f(2)")], [GIVEN])
    assert cells == (GIVEN,)
    shown = replace(SETUP, source="print('one', x)\nprint(y)")
    same = replace(SETUP, source="print(\n    'one',\n    x\n)\nprint(y)")
    assert as_released([same], [shown]) == (shown,)


def test_a_read_only_cell_keeps_the_place_that_it_has_in_the_file() -> None:
    own = Cell("z = 1", 0)
    moved = [replace(cell, index=cell.index + 1) for cell in RELEASED]
    assert as_released([own, *moved], RELEASED) == (own, *moved)


def test_a_deleted_one_is_put_back_in_its_place() -> None:
    own = Cell("own = 1", 7)
    assert sources(SETUP, FIRST, own, SECOND) == [*AS_IT_WAS[:2], GIVEN.source, "own = 1", "y = 1"]
    assert sources(own, FIRST, SECOND) == ["import numpy as np", "own = 1", "x = 1", GIVEN.source, "y = 1"]
    assert sources(SECOND) == ["import numpy as np", GIVEN.source, "y = 1"]
    assert as_released([FIRST], RELEASED)[0] == replace(SETUP, note=GONE)
    assert as_released([SETUP, FIRST], RELEASED)[2] == replace(GIVEN, index=1, note=GONE)


def test_without_its_id_it_is_the_students_own_cell() -> None:
    loose = Cell("def wrap(f):\n    return 4", 3)
    assert sources(SETUP, FIRST, CHECK, loose, SECOND) == [*AS_IT_WAS[:4], loose.source, "y = 1"]


def test_a_copy_is_the_students_own_cell() -> None:
    copy = replace(GIVEN, source="wrap = 2", index=9)
    cells = as_released([*RELEASED, copy], RELEASED)
    assert cells == (*RELEASED, Cell("wrap = 2", 9))
    assert as_released([*RELEASED, (again := replace(FIRST, source="x = 2", index=9))], RELEASED)[-1] == again


def test_what_is_a_test_the_release_says() -> None:
    unlocked, locked = replace(CHECK, source="y = 2", locked=False), replace(SECOND, locked=True)
    cells = as_released([SETUP, FIRST, unlocked, GIVEN, locked], RELEASED)
    assert [cell.locked for cell in cells] == [False, False, True, False, False]


def test_elsewhere_nothing_is_touched() -> None:
    for cells in ([Cell("x = 1", 0)], [Cell("x = 1", 0, "q1"), Cell("t", 1, "q1_test", locked=True)], []):
        assert as_released(cells, RELEASED) == tuple(cells)
        assert not came_from(cells, {"first", None})


@pytest.mark.parametrize(
    "cell",
    [
        Cell("", 0, "first"),
        Cell("import numpy as np\nfrom autograder.selfcheck import check", 0),
        Cell("try:\n    import autograder.sandbox.helpers as h\nexcept ImportError: pass", 0),
    ],
)
def test_ours(cell: Cell) -> None:
    assert came_from([Cell("x = 1", 0), cell], {"first"})


def test_not_ours() -> None:
    for source in ("import autograders", "# from autograder import check", "x = 'import autograder'"):
        assert not came_from([Cell(source, 0, None)], {"first", None})
