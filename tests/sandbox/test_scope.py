"""The names of one conversation."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.sandbox.scope import Scope
from autograder.sandbox.slots import SLOTS


def test_an_input_is_a_fresh_copy_at_every_use() -> None:
    scope = Scope({"x": np.ones(2), "l": (1, (2,)), "n": 2.5})
    assert scope["x"] is not scope["x"]
    assert scope["l"] == [1, [2]]
    assert scope["n"] == 2.5
    assert "x" not in scope


def test_inputs_that_were_changed_in_place_are_named_once() -> None:
    scope = Scope({"x": np.ones(2), "y": np.ones(2), "l": (1,)})
    scope["x"][0] = 7
    scope["y"]
    scope["l"].append(2)
    assert list(scope.changed()) == ["x", "l"]
    assert list(scope.changed()) == []


def test_results_hide_what_may_be_called_and_that_hides_inputs() -> None:
    scope = Scope({"raises": 1.0, "x": 1.0})
    assert scope["raises"] is SLOTS["raises"]
    scope["raises"] = scope["x"] = 5
    assert [scope["raises"], scope["x"]] == [5, 5]
    assert SLOTS["raises"] != 5


def test_other_names_are_not_there() -> None:
    with pytest.raises(KeyError):
        Scope({})["len"]


def test_what_aliases_may_call_is_gone_afterwards_and_a_notebook_has_its_own() -> None:
    scope = Scope({})
    scope.alias(
        {"f": lambda x, t: (x + t, 1)}, (("Loss", "loss(f, False)"), ("gone", "nothing_of_that_name"))
    )
    assert scope["Loss"]().forward(1, 2) == 3
    assert not {"loss", "layer", "pair", "listed", "gone"} & scope.keys()
    assert eval("loss", {"loss": 7}, scope) == 7
