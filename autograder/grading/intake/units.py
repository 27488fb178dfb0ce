"""Which pieces of a download belong together, and whose they are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import NamedTuple

from autograder.grading.intake.claim import Claim, claims, is_around, is_platforms, notebook_of
from autograder.grading.intake.gradescope import read_metadata
from autograder.grading.intake.piece import HIDDEN, METADATA, Found, LeftOut, Piece
from autograder.grading.intake.whose import Whose
from autograder.model.errors import UnreadableSubmission
from autograder.model.message import tell
from autograder.model.question import Assignment


class Unit(NamedTuple):
    """What somebody handed in at once."""

    claim: Claim
    student: str
    pieces: list[Piece]


def is_somebodys(name: str, assignment: Assignment, whose: Whose) -> bool:
    """Whether a folder or archive is one person's, as a platform or the roster says it: what lies in it is that person's."""
    said = claims((name, ""), assignment, Found())
    return is_platforms(name) or (bool(whose.students) and any(whose.of(claim)[0] for claim in said))


@dataclass(slots=True)
class Units:
    """The units of a path. `others` are the notebooks of the course's other assignments; `mixed` where nbgrader's folders of this
    assignment lie beside, so that a folder in a student's folder is another assignment's."""

    assignment: Assignment
    whose: Whose
    others: Mapping[str, tuple[str, ...]]
    found: Found
    mixed: bool
    left_out: list[LeftOut] = field(default_factory=list)

    def sorted(self) -> Iterable[Unit]:
        """All units; what is in none is left out."""
        self._metadata()
        pieces = list(self._ours())
        apart = self._wrappers(pieces)
        units: dict[tuple[tuple[str, ...], str], Unit] = {}
        for piece in pieces:
            for claim, student in self._of(piece, apart):
                key = self._hand_in(claim, piece), student
                units.setdefault(key, Unit(claim, student, [])).pieces.append(piece)
        several = self.whose.alone((unit.claim, unit.student) for unit in units.values())
        for unit in units.values():
            if why := several.get((unit.student, unit.claim.who)):
                self.left_out += [LeftOut(p.origin, p.why or why) for p in unit.pieces]
        return [unit for unit in units.values() if (unit.student, unit.claim.who) not in several]

    def _hand_in(self, claim: Claim, piece: Piece) -> tuple[str, ...]:
        """What the files of one hand-in share. Of several notebooks each may be a file by itself: those of one person belong together."""
        if self.assignment.members and len(claim.unit) == len(piece.names):
            return (*claim.unit[:-1], *claim.who)
        return claim.unit

    def _metadata(self) -> None:
        """What Gradescope says, where Gradescope says it: a file of that name in somebody's folder is a file, and not even read."""
        around = self._around([piece for piece in self.found.pieces if piece.names[-1] != METADATA])
        for piece in self.found.pieces:
            if piece.names[-1] == METADATA and not piece.why and self._is_outside(piece.names[:-1], around):
                try:
                    self.found.metadata[piece.names[:-1]] = read_metadata(piece.path)
                except (UnreadableSubmission, ValueError) as error:
                    why = tell("not to be read ({error})", error=getattr(error, "why", str(error)))
                    self.left_out.append(LeftOut(piece.origin, why))

    def _ours(self) -> Iterator[Piece]:
        """The pieces that may be of this assignment, and why those are none that look as if."""
        for piece in self.found.pieces:
            if piece.names[-1] == METADATA or self.others.keys() & set(piece.names[1:-1]):
                continue
            name, assignment, strange = piece.names[0], self.assignment.id, self.mixed and piece.names[2:]
            if piece.why == HIDDEN or (strange and piece.names[1] != assignment and not piece.why):
                why = piece.why or tell("not in {name}/{assignment}/", name=name, assignment=assignment)
                self.left_out.append(LeftOut(piece.origin, why))
            else:
                yield self._named_as_another(piece)

    def _named_as_another(self, piece: Piece) -> Piece:
        """A piece, which says so if it is another assignment's notebook."""
        name = piece.names[-1]
        of = next((one for one, notebooks in self.others.items() if notebook_of(name, notebooks)), None)
        if of is None or piece.why or notebook_of(name, self.assignment.notebooks):
            return piece
        return replace(piece, why=tell("the notebook of {assignment}", assignment=of))

    def _of(self, piece: Piece, apart: int) -> Iterator[tuple[Claim, str]]:
        """Whose a piece is; where nobody knows, it is left out."""
        said = list(self._claims(piece, apart))
        if not said:
            why = piece.why or tell("its name does not say whose it is")
            self.left_out.append(LeftOut(piece.origin, why))
        for claim in said:
            student, why = self.whose.of(claim)
            if student:
                yield claim, student
            else:
                self.left_out.append(LeftOut(piece.origin, piece.why or why))

    def _claims(self, piece: Piece, apart: int) -> Iterator[Claim]:
        return claims(piece.names, self.assignment, self.found, apart)

    def _is_outside(self, folder: tuple[str, ...], around: Sequence[str]) -> bool:
        """Whether a folder is nobody's: it is around all, or what platforms put there."""
        known = (is_around(folder, at, self.assignment.id, self.found) for at in range(len(folder)))
        return folder == tuple(around[: len(folder)]) or all(known)

    def _around(self, pieces: Sequence[Piece]) -> list[str]:
        """The folders that all pieces lie in, as far as none is an archive, or one person's."""
        levels = zip(*(piece.names[:-1] for piece in pieces), strict=False)
        same = [level[0] for level in takewhile(lambda level: len(set(level)) == 1, levels)]
        folders = (tuple(same[: at + 1]) for at in range(len(same)))
        return [one[-1] for one in takewhile(lambda one: not self._is_ones(one), folders)]

    def _is_ones(self, folder: tuple[str, ...]) -> bool:
        """Whether a folder is an archive, or one person's, as a platform or the roster says it."""
        own = folder[-1].lower().endswith(".zip") or folder in self.found.repositories
        return own or is_somebodys(folder[-1], self.assignment, self.whose)

    def _wrappers(self, pieces: Sequence[Piece]) -> int:
        """How many folders stand around everything: those by which there is one person, and without which there are more."""
        counts = range(1 + len(self._around(pieces)))
        return next((count for count in counts if self._people(pieces, count) > 1), 0)

    def _people(self, pieces: Sequence[Piece], apart: int) -> int:
        return len({claim.names for piece in pieces for claim in self._claims(piece, apart)})
