"""A classifier judged: what other books write is right where the notebook is not ours."""

from __future__ import annotations

import pytest

from autograder.checks.network import KIND
from autograder.model.question import RubricItem
from autograder.model.trial import Answered, Role, Trial
from autograder.numbers.draw import Draw
from tests.checks.networks import QUESTION, REFERENCE, SIGMOID, SOURCE, with_probabilities
from tests.checks.one_cell import OneCell

ITEMS = {
    name: RubricItem("network", 1.0, of)
    for name, of in {
        "fresh": ("params", "spread"),
        "predict": ("predict",),
        "loss": ("loss",),
        "first": ("W1", "b1"),
        "second": ("W2", "b2"),
    }.items()
}
ALL = {*ITEMS}


@pytest.fixture(scope="module")
def trials() -> tuple[Trial, ...]:
    return tuple(KIND.plan(QUESTION)(QUESTION, REFERENCE, Draw(b"tests", "q")))


def right(trials: tuple[Trial, ...], source: str, *, ours: bool) -> set[str]:
    """The items that a network gets."""
    replies = OneCell(source).replies(trials, ours=ours)
    return {name for name, item in ITEMS.items() if judged(item, replies)}


def judged(item: RubricItem, replies: tuple[Answered, ...]) -> bool:
    return KIND.judge(item, QUESTION, replies, REFERENCE).passed


@pytest.mark.parametrize("ours", [True, False])
@pytest.mark.parametrize("source", [SOURCE, with_probabilities(SOURCE)], ids=["scores", "probabilities"])
def test_scores_or_probabilities_are_right(source: str, ours: bool, trials: tuple[Trial, ...]) -> None:
    assert right(trials, source, ours=ours) == ALL


@pytest.mark.parametrize("source", [SIGMOID, with_probabilities(SIGMOID)], ids=["scores", "probabilities"])
def test_a_sigmoid_is_right_only_in_notebooks_that_are_not_ours(
    source: str, trials: tuple[Trial, ...]
) -> None:
    assert right(trials, source, ours=False) == ALL
    assert right(trials, source, ours=True) == {"fresh"}


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (('"W1": x.T @ dz', '"W1": 2 * x.T @ dz'), {"first"}),
        (('"b2": ds.sum(axis=0)', '"b2": ds.sum(axis=1)'), {"second"}),
        (("np.log(y)) / len(x)", "np.log(y))"), {"loss"}),
        (("std=0.01", "std=0.1"), {"fresh"}),
        (('"b1": np.zeros(h)', '"b1": np.ones(h)'), {"fresh"}),
        (("std * random.standard_normal((i, h))", "0.01 * random.standard_normal((i, h))"), {"fresh"}),
    ],
)
def test_what_is_wrong_costs_its_item_whatever_stands_between(
    change: tuple[str, str], wrong: set[str], trials: tuple[Trial, ...]
) -> None:
    for source in (SOURCE, SIGMOID):
        assert change[0] in source
        assert right(trials, source.replace(*change), ours=False) == ALL - wrong


def test_wrong_scores(trials: tuple[Trial, ...]) -> None:
    """A network with a sigmoid is known by its scores; where they are wrong, nothing of it is right."""
    change = ("return self.scores(x)", "return 2 * self.scores(x)")
    assert right(trials, SOURCE.replace(*change), ours=False) == ALL - {"predict"}
    assert right(trials, SIGMOID.replace(*change), ours=False) == {"fresh"}


def test_a_network_that_keeps_copies_of_its_parameters_is_wrong(trials: tuple[Trial, ...]) -> None:
    source = SOURCE.replace(
        "p = self.params\n", "self.c = getattr(self, 'c', None) or self.first; p = self.c\n"
    )
    source = source.replace(
        "    def scores", "        self.first = {n: v.copy() for n, v in self.params.items()}\n    def scores"
    )
    assert right(trials, source, ours=True) == {"fresh"}


def test_of_freshly_made_parameters_no_forward_pass_is_blamed(trials: tuple[Trial, ...]) -> None:
    for name, change, key in (
        ("fresh", ("std=0.01", "std=0.1"), "fresh_params"),
        ("fresh", ('"b1": np.zeros(h)', '"b1": None'), "not_a_number"),
        ("loss", ("np.log(y)) / len(x)", "np.log(y))"), "forward_wrong"),
    ):
        replies = OneCell(SOURCE.replace(*change)).replies(trials)
        assert KIND.judge(ITEMS[name], QUESTION, replies, REFERENCE).message.key == key


def test_params_that_change_while_the_gradient_is_taken(trials: tuple[Trial, ...]) -> None:
    change = ('return {"W1"', 'self.params["W1"] += 1\n        return {"W1"')
    assert "fresh" not in right(trials, SOURCE.replace(*change), ours=True)


@pytest.mark.parametrize(
    ("of", "role"),
    [(("W1", "b1"), Role.GRADIENT), (("loss",), Role.FORWARD), (("params", "spread"), Role.FORWARD)],
)
def test_what_an_item_is_about(of: tuple[str, ...], role: Role) -> None:
    assert KIND.about(RubricItem("network", 1.0, of)) == (role, of)


def test_an_item_that_names_nothing_is_about_all_gradients() -> None:
    assert KIND.about(RubricItem("network", 1.0)) == (Role.GRADIENT, None)


def test_a_sigmoid_is_right_at_strained_points_too(trials: tuple[Trial, ...]) -> None:
    strained = KIND.strained[""](QUESTION, REFERENCE, Draw(b"tests", "q"))
    assert strained
    for source in (SIGMOID, with_probabilities(SIGMOID)):
        for ours in (False, True):
            replies = OneCell(source).replies(strained, ours=ours)
            assert [judged(ITEMS[name], replies) for name in ("first", "second")] == [not ours] * 2
