"""Stand-ins of plots and progress bars."""

import importlib.util
import sys
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from autograder.sandbox import plotstub


def module(name: str) -> Any:
    spec = plotstub.StubFinder.find_spec(name)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_drawing_gives_no_number() -> None:
    limits = module("matplotlib.pyplot").xlim()
    low, high = limits
    assert np.isnan(np.linspace(low, high, 5)).all()
    assert np.asarray(limits).shape == ()


def test_others_are_left_alone() -> None:
    assert plotstub.StubFinder.find_spec("numpy.linalg") is None
    assert plotstub.StubFinder.find_spec("tqdmx") is None


def test_plots_take_whatever_is_done_to_them() -> None:
    plt = module("matplotlib.pyplot")
    fig, axes = plt.subplots(2, 2)
    axes[0, 1].plot([1, 2], label="x")
    assert len(list(plt.hist([1]))) == 3
    assert len(list(plt.plot([1]))) == 1
    plt.rcParams["figure.figsize"] = (1, 1)
    with plt.style.context("x") as entered:
        assert len(entered) == 2
    assert "not drawn" in repr(fig)
    for thing in (plt, fig):
        with pytest.raises(AttributeError):
            _ = thing.__wrapped__


def test_progress_bars_pass_everything_through(capsys: pytest.CaptureFixture[str]) -> None:
    tqdm = module("tqdm.auto")
    assert list(tqdm.tqdm([1, 2], desc="x")) == [1, 2]
    assert list(tqdm.trange(1, 3)) == [1, 2]
    with tqdm.tqdm(total=3) as bar:
        bar.update(1)
        bar.write("text")
        assert len(bar) == 3
        with pytest.raises(AttributeError):
            _ = bar.__wrapped__
    assert capsys.readouterr().out == "text\n"


def test_they_are_installed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    finders: list[Any] = []
    monkeypatch.setattr(plotstub.sys, "meta_path", finders)
    plotstub.install()
    plotstub.install()
    assert finders == [plotstub.StubFinder]


def test_progress_bars_know_how_long_they_are() -> None:
    assert list(plotstub.progress(total=3)) == [0, 1, 2]
    assert list(plotstub.progress()) == []
    assert len(plotstub.progress([5])) == 1


def test_a_stand_in_of_a_part_is_an_attribute_of_the_whole() -> None:
    made: dict[str, ModuleType] = {}
    pyplot = plotstub.stand_in("matplotlib.pyplot", made)
    assert made["matplotlib"].pyplot is pyplot
    assert plotstub.stand_in("matplotlib.pyplot", made) is pyplot
    assert "matplotlib" not in sys.modules or sys.modules["matplotlib"] is not made["matplotlib"]
    assert plotstub.stand_in("seaborn", {}).heatmap is not None
