"""Where a test may use an object that lives in the student's process: only where it used one of the reference's.

Whoever hands back an object in place of data could answer every question about it as it likes, and what a test does with
an object hands test data to it. So every place (file, instruction, operation) where the reference's value was no data is
remembered, and anything else is refused. The same rule holds for data that students' code changes: what the
reference's calls leave alone stays as it was.
"""

import inspect
from dataclasses import dataclass, field

TEST = "<test "
"""How the files of tests, and of cells that run beside them, are called."""

Site = tuple[str, str, int, int, str]
"""File, function and its first line, instruction, operation."""


@dataclass
class Sites:
    """The places of one run of a notebook's tests.

    objects     where an object is used
    changing    where a call changes data of a test's, and which (the how manieth of that test's); where it moves the random stream
    recording   this is the reference: whatever happens is remembered
    keeping     what is changed elsewhere stays as it was, and `kept` says that something did
    first       the number of the first data that this test hands over
    """

    objects: set[Site] = field(default_factory=set)
    changing: set[Site] = field(default_factory=set)
    recording: bool = False
    keeping: bool = True
    kept: bool = False
    first: int = 0

    def allows(self, operation: str) -> bool:
        """Whether an object may be used so, here."""
        if operation in HARMLESS:
            return True
        site = here(operation)
        if self.recording:
            self.objects.add(site)
        return site in self.objects

    def named(self, name: str) -> bool:
        """Whether a name may stand for an object: then it may be called anywhere, for what is called is what the test names."""
        site = ("", name, 0, 0, "name")
        if self.recording:
            self.objects.add(site)
        return site in self.objects

    def takes_over(self, number: int) -> bool:
        """Whether what the other end has changed in data of that number is taken over, here."""
        return self.recording or not self.keeping or self._changing(number) in self.changing

    def changed(self, numbers: list[int]) -> None:
        """The other end has changed data of these numbers."""
        sites = {self._changing(number) for number in numbers}
        if self.recording:
            self.changing |= sites
        elif sites - self.changing:
            self.kept = True

    def moves(self) -> bool:
        """Whether the random stream may move, here."""
        if self.recording:
            self.changing.add(here("random"))
        return here("random") in self.changing

    def _changing(self, number: int) -> Site:
        return here(f"data {max(number - self.first, -2)}")


HARMLESS = frozenset(("iterate", "next", "length", "float", "int", "array", "signature"))
"""Operations that hand nothing of a test over, and give data that the test compares: allowed anywhere."""


def here(operation: str) -> Site:
    """The innermost place in a test that is running."""
    frame = inspect.currentframe()
    while frame is not None:
        code = frame.f_code
        if code.co_filename.startswith(TEST):
            return code.co_filename, code.co_qualname, code.co_firstlineno, frame.f_lasti, operation
        frame = frame.f_back
    return "", "", 0, 0, operation
