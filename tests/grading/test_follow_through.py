"""Networks with right leaves: which leaves are replaced, what is asked again, and what that is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from autograder.fitting.fit import fit
from autograder.grading.asking import Asking, State
from autograder.grading.follow_through import Leaf, credit, with_right_leaves
from autograder.grading.judge import nothing
from autograder.model.cell import Cell
from autograder.model.message import Message
from autograder.model.outcome import Outcome
from autograder.model.question import FollowThrough, Form, Question, RubricItem
from autograder.model.result import QuestionResult
from autograder.model.trial import RIGHT, Verdict
from autograder.sandbox.protocol import Observation, Raised, Request
from tests.grading.made import STUB, WRONG, Prober, Reference, answered, assignment_key, key, question

NET = question("net", "f", "g", target="Net", options={"follow_through": FollowThrough(("relu", "affine"))})
RELU = question("relu", "r", target="Relu", aliases=("ReLU",))
AFFINE = question("affine", "a", target="Affine")
FRAMEWORK = replace(RELU, rubric=(RubricItem("autodiff", 1.0, ("r",), form=Form.FRAMEWORK),))
"""One class may answer several such questions of a notebook from elsewhere."""
LEAF = Cell("class Relu: right = 1", 0, "relu")
KEYS = assignment_key(
    key(NET),
    key(RELU),
    key(AFFINE),
    reference=Reference(LEAF, Cell("class Affine: right = 1", 1, "affine")),
)
IDS = ("relu", "net", None, None)
SHOP = {"class Relu: pass": "relu", "x = 2.0\nf = Relu().r(x)": "bought"}
NOTEBOOK = ("class Net: pass", "class Relu: pass", "class Affine: pass")


def result(asked: Question, *shares: float, outcome: Outcome = Outcome.ANSWERED) -> QuestionResult:
    verdicts = [RIGHT if share == 1 else Verdict(share, WRONG) for share in shares]
    return QuestionResult(asked, outcome, tuple(zip(asked.rubric, verdicts, strict=True)))


def again(
    net: QuestionResult,
    relu: QuestionResult,
    affine: QuestionResult,
    said: Sequence[object] | None = (1, 1),
    cells: Sequence[str] = NOTEBOOK,
) -> tuple[QuestionResult, Prober]:
    prober = Prober(lambda _request, _question: said)
    fitted = fit(KEYS.assignment.questions, [Cell(source, at) for at, source in enumerate(cells)])
    results = {"net": net, "relu": relu, "affine": affine}
    state = State({q: fits[-1] for q, fits in fitted.fits.items()}, results=results)
    return with_right_leaves(Asking(KEYS, prober, fitted), state).results["net"], prober


class TestTheRound:
    WRONG_NET = result(NET, 0, 0, outcome=Outcome.ERROR)

    def test_a_wrong_leaf_is_replaced_and_the_net_asked_again(self) -> None:
        found, prober = again(self.WRONG_NET, result(RELU, 0), result(AFFINE, 1))
        (request,) = prober.requests
        assert request.cells == (*NOTEBOOK, "class Relu: right = 1")
        assert [(one.question, one.after) for one in request.asked] == [("net", 3)]
        assert [v.share for _, v in found.verdicts] == [0.5, 0.5]
        assert [note.key for note in found.notes] == ["leaf_broken"]

    @pytest.mark.parametrize(("raised_in", "own"), [(3, 2), (2, -1), (-1, -1)])
    def test_what_others_inherit_from_stands_right_after_the_wrong_one(
        self, raised_in: int, own: int
    ) -> None:
        square = question(
            "square", "f", target="Square", options={"follow_through": FollowThrough(("base",))}
        )
        base = question("base", "b", target="Function")
        right = "def as_array(x): return x\nclass Function: right = 1"
        keys = assignment_key(key(square), key(base), reference=Reference(Cell(right, 0, "base")))
        cells = (
            "import numpy",
            "class Function: pass",
            "class Square(Function): pass",
            "class Square: pass",
        )
        ids = (None, "base", "square", None)
        handed_in = [Cell(source, at, ids[at], answer=True) for at, source in enumerate(cells)]
        prober = Prober(lambda _request, _question: (Raised("NameError", "", cell=raised_in, line=1),))
        fitted = fit(keys.assignment.questions, handed_in)
        results = {"square": result(square, 0, outcome=Outcome.ERROR), "base": result(base, 0)}
        state = State({q: fits[-1] for q, fits in fitted.fits.items()}, results=results)
        found = with_right_leaves(Asking(keys, prober, fitted), state).results["square"]
        assert prober.requests[0].cells == (*cells[:2], right, cells[2])
        assert prober.requests[0].lent == (2,)
        assert [one.after for one in prober.requests[0].asked] == [3]
        assert [one.cell for one in found.answered[0].reply.observations if isinstance(one, Raised)] == [own]

    def test_what_plain_variables_are_made_with_stands_before_them(self) -> None:
        bought = question(
            "bought", "f", given={"x": 2.0}, options={"follow_through": FollowThrough(("relu",))}
        )
        keys = assignment_key(key(bought), key(RELU), reference=Reference(LEAF))
        handed_in = [Cell(source, at, name, answer=True) for at, (source, name) in enumerate(SHOP.items())]
        prober = Prober(lambda _request, _question: (1,))
        fitted = fit(keys.assignment.questions, handed_in)
        state = State(
            {q: fits[-1] for q, fits in fitted.fits.items()},
            results={"bought": result(bought, 0), "relu": result(RELU, 0)},
        )
        found = with_right_leaves(Asking(keys, prober, fitted), state).results["bought"]
        wrong, plain = SHOP
        assert prober.requests[0].cells == (wrong, LEAF.source, plain)
        assert [v.share for _, v in found.verdicts] == [0.5]

    def test_a_helper_may_be_defined_in_a_later_cell(self) -> None:
        cells = ("class Relu: pass", "class Net: go = walk", "def walk(): pass", "class Net: pass")
        handed_in = [
            Cell(source, at, ids, answer=True)
            for at, (source, ids) in enumerate(zip(cells, IDS, strict=True))
        ]
        unknown = Raised("NameError", "", name="walk", cell=1, line=1)
        for known, asked in ((cells[2], 2), ("nowhere", 2), (cells[0], 1)):

            def replies(request: Request, _: str, known: str = known) -> Sequence[Observation]:
                return (1, 1) if known in request.cells else (unknown, unknown)

            prober = Prober(replies)
            fitted = fit(KEYS.assignment.questions, handed_in)
            results = {"net": self.WRONG_NET, "relu": result(RELU, 0), "affine": result(AFFINE, 1)}
            state = State({q: fits[-1] for q, fits in fitted.fits.items()}, results=results)
            found = with_right_leaves(Asking(KEYS, prober, fitted), state).results["net"]
            assert [len(one.cells) for one in prober.requests] == [3, 4][:asked]
            assert [v.share for _, v in found.verdicts] == [0.5 * (known in cells)] * 2

    @pytest.mark.parametrize(
        ("ids", "last", "later", "asked", "share"),
        [
            (IDS, "class Net: pass", (1, 1), [3, 4], 0.5),
            (IDS, "class Net: pass", None, [3, 4], 0.0),  # the process ended: what was said before stands
            (
                IDS,
                "class Net: pass",
                (Raised("NameError", "", name="walk", cell=2, line=1),) * 2,
                [3, 4],
                0.0,
            ),
            (IDS[:2], "", (1, 1), [3], 0.0),  # nothing stands behind it
            (
                (None,) * 4,
                "class Affine: pass",
                (1, 1),
                [5],
                0.0,
            ),  # all cells of a notebook from elsewhere ran
        ],
    )
    def test_later_cells_are_tried_once_where_a_name_is_missing(
        self, ids: Sequence[str | None], last: str, later: Any, asked: list[int], share: float
    ) -> None:
        cells = ("class Relu: pass", "class Net: go = walk", "def walk(): pass", last)[: len(ids)]
        handed_in = [
            Cell(source, at, one, answer=bool(one))
            for at, (source, one) in enumerate(zip(cells, ids, strict=True))
        ]
        unknown = (Raised("NameError", "", name="walk", cell=1, line=1),) * 2

        def replies(request: Request, _: str) -> Any:
            return unknown if len(request.cells) != 4 else later

        prober = Prober(replies)
        fitted = fit(KEYS.assignment.questions, handed_in)
        results = {"net": self.WRONG_NET, "relu": result(RELU, 0), "affine": result(AFFINE, 1)}
        state = State({q: fits[-1] for q, fits in fitted.fits.items()}, results=results)
        found = with_right_leaves(Asking(KEYS, prober, fitted), state).results["net"]
        assert [len(one.cells) for one in prober.requests] == asked
        assert [v.share for _, v in found.verdicts] == [share] * 2

    def test_under_the_name_that_the_student_gave_it(self) -> None:
        cells = ("class Net: pass", "class ReLU: pass", "class Affine: pass")
        _, prober = again(self.WRONG_NET, result(RELU, 0), result(AFFINE, 1), cells=cells)
        assert prober.requests[0].cells[-1] == "class Relu: right = 1\nReLU = Relu"

    def test_nothing_is_asked_where_nothing_is_to_be_gained(self) -> None:
        right_net, broken, whole = result(NET, 1, 1), result(RELU, 0), result(AFFINE, 1)
        for net, relu, affine in (
            (right_net, broken, whole),
            (self.WRONG_NET, result(RELU, 1), whole),
            (self.WRONG_NET, result(FRAMEWORK, 0), whole),
            (result(NET, 0, 0, outcome=Outcome.MISSING), broken, whole),
            (self.WRONG_NET, result(RELU, 0, outcome=Outcome.MISSING), whole),
        ):
            found, prober = again(net, relu, affine)
            assert (found, prober.requests) == (net, [])

    def test_an_answer_that_stops_at_what_another_has_not_written_is_asked_again(self) -> None:
        unwritten, broken, whole = (
            result(NET, 0, 0, outcome=Outcome.NOT_ATTEMPTED),
            result(RELU, 0),
            result(AFFINE, 1),
        )
        found, _ = again(unwritten, broken, whole)
        assert (found.outcome, [v.share for _, v in found.verdicts]) == (Outcome.ANSWERED, [0.5, 0.5])
        found, prober = again(unwritten, broken, whole, cells=(STUB, *NOTEBOOK[1:]))
        assert (found, prober.requests) == (unwritten, [])

    def test_a_right_leaf_stands_where_its_cell_was_left_empty(self) -> None:
        net = replace(NET, options={"follow_through": FollowThrough(("base",))})
        right = "def helper(): pass\nclass Base: right = 1"
        base = question("base", "b", target="Base")
        keys = assignment_key(key(net), key(base), reference=Reference(Cell(right, 0, "base")))
        cells = ("", "class Net: pass\nclass Base: pass")
        handed_in = [
            Cell(source, at, ids, answer=True)
            for at, (source, ids) in enumerate(zip(cells, ("base", "net"), strict=True))
        ]
        fitted = fit(keys.assignment.questions, handed_in)
        results = {"net": self.WRONG_NET, "base": result(base, 0)}
        state = State({q: fits[-1] for q, fits in fitted.fits.items()}, results=results)
        prober = Prober(lambda _request, _question: (1, 1))
        with_right_leaves(Asking(keys, prober, fitted), state)
        assert prober.requests[0].cells == ("", right, cells[1])

    def test_a_leaf_that_is_only_imported_earns_what_a_wrong_one_does(self) -> None:
        cells = ("class Net: pass", "from layers import Relu", "class Affine: pass")
        missing = nothing(RELU, Outcome.MISSING, WRONG)
        net = replace(self.WRONG_NET, cell=Cell("class Net: layer = Relu()", 0))
        found, prober = again(net, missing, result(AFFINE, 1), cells=cells)
        assert prober.requests[0].cells[-1] == "class Relu: right = 1\nReLU = Relu"
        assert [v.share for _, v in found.verdicts] == [0.5, 0.5]
        told = Message("on_supplied", {"names": ["Relu"], "share": 0.5})
        assert [v.message for _, v in found.verdicts] == [told, told]
        assert [note.key for note in found.notes] == ["supplied_helper"]

    def test_a_leaf_of_a_module_stands_in_a_module(self) -> None:
        cells = ("class Net: layer = L.Relu()", "import layers as L", "class Affine: pass")
        missing = nothing(RELU, Outcome.MISSING, WRONG)
        _, prober = again(self.WRONG_NET, missing, result(AFFINE, 1), cells=cells)
        known: dict[str, Any] = {}
        exec(prober.requests[0].cells[-1], known)
        assert known["L"].Relu is known["Relu"]

    def test_our_own_release_has_its_layers_and_is_lent_none(self) -> None:
        missing = nothing(RELU, Outcome.MISSING, WRONG)
        for mark in ("from autograder.selfcheck import check", "import autograder.sandbox"):
            cells = (mark, "class Net: pass", "from layers import Relu", "class Affine: pass")
            found, prober = again(self.WRONG_NET, missing, result(AFFINE, 1), cells=cells)
            assert (found, prober.requests) == (self.WRONG_NET, [])

    def test_no_answer_changes_nothing(self) -> None:
        found, _ = again(self.WRONG_NET, result(RELU, 0), result(AFFINE, 1), said=None)
        assert found == self.WRONG_NET

    def test_what_is_still_wrong_is_told_as_it_is_with_right_leaves(self) -> None:
        found, _ = again(self.WRONG_NET, result(RELU, 0), result(AFFINE, 1), said=(2, Raised("ValueError")))
        assert (found.score, found.outcome, found.notes) == (0, Outcome.ERROR, ())
        assert found.error == Raised("ValueError")


class TestCredit:
    LEAF = (Leaf(RELU, wrong=True),)

    def test_only_what_the_leaf_had_spoilt(self) -> None:
        found = credit(result(NET, 1, 0), result(NET, 1, 1), self.LEAF)
        assert [v.share for _, v in found.verdicts] == [1.0, 0.5]
        assert found.verdicts[1][1].message == Message("follow_through", {"names": ["Relu"], "share": 0.5})

    @pytest.mark.parametrize(("own", "credited"), [(0.0, 0.5), (0.4, 0.5), (0.7, 0.7)])
    def test_nobody_loses_by_it(self, own: float, credited: float) -> None:
        found = credit(result(NET, 1, own), result(NET, 1, 1), self.LEAF)
        assert found.verdicts[1][1].share == credited

    @pytest.mark.parametrize(("own", "then", "earned"), [(0.4, 0.0, 0.4), (0.0, 0.4, 0.0), (0.4, 0.3, 0.4)])
    def test_what_right_leaves_do_not_make_right_stays(self, own: float, then: float, earned: float) -> None:
        found = credit(result(NET, 1, own), result(NET, 1, then), self.LEAF)
        assert found.verdicts[1][1].share == earned

    def test_what_is_wrong_with_right_leaves_too_is_told_as_it_is_then(self) -> None:
        first, then = result(NET, 1, 0), result(NET, 1, 0)
        item, verdict = then.verdicts[1]
        own = replace(verdict, message=Message("not_finite", {"name": "dx"}))
        then = replace(then, verdicts=(then.verdicts[0], (item, own)))
        assert credit(first, then, self.LEAF).verdicts[1][1] == own

    def test_an_answer_without_a_target_is_called_by_its_question(self) -> None:
        assert Leaf(question("bought", "f", given={"x": 2.0}), wrong=True).name == "bought"

    def test_where_all_of_it_counts_nothing_is_said_of_the_leaf(self) -> None:
        net = replace(NET, options={"follow_through": FollowThrough(("relu",), 1.0)})
        then = result(net, 1, 1)
        assert credit(result(net, 1, 0), then, self.LEAF).verdicts == then.verdicts

    def test_the_share_is_a_half_where_the_course_says_none(self) -> None:
        net = replace(NET, options={"follow_through": FollowThrough(("relu",))})
        assert credit(result(net, 1, 0), result(net, 1, 1), self.LEAF).verdicts[1][1].share == 0.5

    def test_the_error_is_the_one_that_is_left(self) -> None:
        net = replace(result(NET, 0, 0, outcome=Outcome.ERROR), error=Raised("E"))
        then = replace(result(NET, 1, 0, outcome=Outcome.ERROR), error=Raised("Own"))
        assert credit(net, then, self.LEAF).error == Raised("Own")
        assert credit(net, result(NET, 1, 0), self.LEAF).error is None

    def test_a_wrong_leaf_is_named_before_an_imported_one(self) -> None:
        leaves = (Leaf(AFFINE, wrong=False), Leaf(RELU, wrong=True))
        found = credit(result(NET, 0, 0), result(NET, 1, 1), leaves)
        assert found.notes == (Message("leaf_broken", {"names": ["Relu"]}),)

    def test_what_was_noted_at_first_is_noted_before(self) -> None:
        first = replace(result(NET, 1, 0), notes=(Message("mutates_input"),))
        broken = Message("leaf_broken", {"names": ["Relu"]})
        assert credit(first, result(NET, 1, 1), self.LEAF).notes == (Message("mutates_input"), broken)
        assert credit(first, result(NET, 1, 0), self.LEAF).notes == first.notes

    def test_the_answers_are_those_with_right_leaves(self) -> None:
        then = replace(result(NET, 1, 0), answered=answered(key(NET), 2, 2))
        assert credit(result(NET, 0, 0), then, self.LEAF).answered == then.answered

    def test_what_was_supplied_is_named_once(self) -> None:
        net = replace(
            result(NET, 0, 0),
            cell=Cell("layers = [ReLU(), Affine()]", 0),
            notes=(Message("mutates_input"), Message("supplied_helper", {"names": ["Affine", "softmax"]})),
        )
        leaves = (Leaf(RELU, wrong=False), Leaf(AFFINE, wrong=False))
        assert credit(net, result(NET, 1, 0), leaves).notes == (
            Message("mutates_input"),
            Message("supplied_helper", {"names": ["Affine", "softmax", "ReLU"]}),
        )

    def test_nothing_is_said_of_leaves_that_the_network_does_not_speak_of(self) -> None:
        assert credit(result(NET, 0, 0), result(NET, 1, 0), (Leaf(RELU, wrong=False),)).notes == ()

    def test_a_leaf_of_a_module_is_spoken_of_too(self) -> None:
        net = replace(result(NET, 0, 0), cell=Cell("layers = [L.Relu()]", 0))
        (note,) = credit(net, result(NET, 1, 0), (Leaf(RELU, wrong=False),)).notes
        assert note == Message("supplied_helper", {"names": ["Relu"]})

    def test_a_leaf_is_named_before_its_other_names(self) -> None:
        net = replace(result(NET, 0, 0), cell=Cell("layers = [ReLU(), Relu()]", 0))
        (note,) = credit(net, result(NET, 1, 0), (Leaf(RELU, wrong=False),)).notes
        assert note == Message("supplied_helper", {"names": ["Relu", "ReLU"]})
