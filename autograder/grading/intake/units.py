"""Which pieces of a download belong together, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import NamedTuple

from autograder.grading.intake.claim import Claim, base_of, claims, own_name
from autograder.grading.intake.gradescope import read_metadata
from autograder.grading.intake.piece import METADATA, Found, LeftOut, Piece
from autograder.grading.intake.submission import STAMP
from autograder.grading.intake.whose import Whose, alone
from autograder.model.errors import UnreadableSubmission
from autograder.model.question import Assignment


class Unit(NamedTuple):
    """What somebody handed in at once."""

    claim: Claim
    student: str
    pieces: list[Piece]


@dataclass(slots=True)
class Units:
    """The units of a path. `others` are the notebooks of the course's other assignments; `mixed` where nbgrader's folders of this
    assignment lie beside, so that a folder in a student's folder is another assignment's."""

    assignment: Assignment
    whose: Whose
    others: Mapping[str, str]
    found: Found
    mixed: bool = False
    left_out: list[LeftOut] = field(default_factory=list)

    def sorted(self) -> Iterable[Unit]:
        """All units; what is in none is left out."""
        self._metadata()
        pieces = list(self._ours())
        apart = self._wrappers(pieces)
        units: dict[tuple[tuple[str, ...], str], Unit] = {}
        for piece in pieces:
            for claim, student in self._of(piece, apart):
                units.setdefault((claim.unit, student), Unit(claim, student, [])).pieces.append(piece)
        several = {} if self.whose.students else alone((one.claim, one.student) for one in units.values())
        for unit in units.values():
            if unit.student in several:
                self.left_out += [LeftOut(p.origin, p.why or several[unit.student]) for p in unit.pieces]
        return [unit for unit in units.values() if unit.student not in several]

    def _metadata(self) -> None:
        """What Gradescope says, where Gradescope says it: a file of that name in somebody's folder is a file."""
        for piece in self.found.pieces:
            if piece.names[-1] == METADATA and not piece.why and len(piece.names) <= 3:
                try:
                    self.found.metadata[piece.names[:-1]] = read_metadata(piece.path)
                except (UnreadableSubmission, ValueError) as error:
                    self.left_out.append(LeftOut(piece.origin, f"not to be read ({error})"))

    def _ours(self) -> Iterator[Piece]:
        """The pieces that may be of this assignment, and why those are none that look as if."""
        for piece in self.found.pieces:
            if piece.names[-1] == METADATA or self.others.keys() & set(piece.names[1:-1]):
                continue
            strange = self.mixed and len(piece.names) == 3 and not piece.why
            if piece.why == "hidden" or strange:
                why = piece.why or f"not in {piece.names[0]}/{self.assignment.id}/"
                self.left_out.append(LeftOut(piece.origin, why))
            else:
                yield self._named_as_another(piece)

    def _named_as_another(self, piece: Piece) -> Piece:
        """A piece, which says so if it is another assignment's notebook."""
        base = base_of(own_name(piece.names[-1]))[0]
        of = next((name for name, notebook in self.others.items() if notebook == base), None)
        if of is None or piece.why or base == self.assignment.notebook:
            return piece
        return replace(piece, why=f"the notebook of {of}")

    def _of(self, piece: Piece, apart: int) -> Iterator[tuple[Claim, str]]:
        """Whose a piece is; where nobody knows, it is left out."""
        said = list(self._claims(piece, apart))
        if not said and piece.names[-1] != STAMP:
            self.left_out.append(LeftOut(piece.origin, piece.why or "its name does not say whose it is"))
        for claim in said:
            student, why = self.whose.of(claim)
            if student:
                yield claim, student
            else:
                self.left_out.append(LeftOut(piece.origin, piece.why or why))

    def _claims(self, piece: Piece, apart: int) -> Iterator[Claim]:
        return claims(piece.names, self.assignment.id, self.assignment.notebook, self.found, apart)

    def _wrappers(self, pieces: Sequence[Piece]) -> int:
        """How many folders stand around everything: those by which there is one person, and without which there are more."""
        levels = zip(*(piece.names[:-1] for piece in pieces), strict=False)
        around = [level[0] for level in takewhile(lambda level: len(set(level)) == 1, levels)]
        archives = [at for at, name in enumerate(around) if name.lower().endswith(".zip")]
        counts = range(1 + min(archives, default=len(around)))
        return next((count for count in counts if self._people(pieces, count) > 1), 0)

    def _people(self, pieces: Sequence[Piece], apart: int) -> int:
        return len({claim.names for piece in pieces for claim in self._claims(piece, apart)})
