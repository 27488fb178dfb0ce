"""Packages and files in a locked child: there are those that a course names, and no others."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from autograder.host.prober import Prober
from autograder.model.errors import SandboxError
from autograder.model.question import Limits
from autograder.sandbox.preload import load
from autograder.sandbox.protocol import Asked, Probe, Raised, Request

CELL = """
import numpy as np
try:
    import yaml
    from yaml import dumper
    said = yaml.safe_dump({"a": [1, 2]})
except ImportError as error:
    said = str(error)
try:
    import jsonschema
    more = "jsonschema"
except ImportError as error:
    more = str(error)
def read():
    with open("data/points.csv") as file:
        return file.read()
def change():
    with open("data.csv", "w") as file:
        file.write("changed")
    return open("data.csv").read()
"""
FILES = (("data.csv", b"1,2\n3,4\n"), ("data/points.csv", "가\n".encode()))


def answers(
    prober: Prober, *expressions: str, files: tuple[tuple[str, bytes], ...] = ()
) -> tuple[object, ...]:
    probe = Probe({}, tuple((f"s{at}", text) for at, text in enumerate(expressions)))
    heard = prober.ask(Request((CELL,), (Asked("q", 0, 0, (), (probe,)),), files=files))
    assert heard.cells == {0: ()}
    return heard.replies["q"][0].observations


@pytest.fixture(scope="module")
def with_yaml() -> Iterator[Prober]:
    """A sandbox in which yaml can be imported."""
    with Prober(Limits(), packages=("yaml",)) as prober:
        yield prober


def test_a_package_that_is_named_and_one_that_is_not(with_yaml: Prober) -> None:
    assert answers(with_yaml, "said", "more") == ("a:\n- 1\n- 2\n", "No module named 'jsonschema'")


def test_none_without_a_word(prober: Prober) -> None:
    assert answers(prober, "said")[0] == "No module named 'yaml'"


def test_files_stand_in_the_folder(prober: Prober) -> None:
    text, total, names = answers(
        prober,
        "read()",
        "float(np.loadtxt('data.csv', delimiter=',').sum())",
        "__import__('os').listdir('.')",
        files=FILES,
    )
    assert (text, total) == ("가\n", 10.0)
    assert isinstance(names, tuple)
    assert {"data", "data.csv"} <= set(names)


def test_each_child_has_files_of_its_own(prober: Prober) -> None:
    assert answers(prober, "change()", files=FILES) == ("changed",)
    assert answers(prober, "open('data.csv').read()", files=FILES) == ("1,2\n3,4\n",)
    assert isinstance(answers(prober, "read()")[0], Raised)


def test_a_package_that_cannot_be_loaded() -> None:
    with pytest.raises(RuntimeError, match="the package no_such_package cannot be loaded: No module named"):
        load(["no_such_package"])
    with pytest.raises(SandboxError, match="the package no_such_package cannot be loaded"):
        Prober(Limits(), packages=("no_such_package",))


GRADIENTS = {
    "autograd": """
import autograd.numpy as anp
from autograd import elementwise_grad
def slope(x):
    return elementwise_grad(anp.tanh)(x)
""",
    "torch": """
import torch
def slope(x):
    x = torch.tensor(x, requires_grad=True)
    torch.tanh(x).sum().backward()
    return x.grad.numpy()
layer = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.BatchNorm2d(2), torch.nn.ReLU())
optimiser = torch.optim.SGD(layer.parameters(), lr=0.1, momentum=0.9)
layer(torch.randn(2, 1, 8, 8)).mean().backward()
optimiser.step()
""",
}


@pytest.mark.slow
@pytest.mark.parametrize("package", GRADIENTS)
def test_libraries_of_gradients_work_behind_all_walls(package: str) -> None:
    pytest.importorskip(package)
    asked = Asked("q", 0, 0, (), (Probe({"x": np.array([0.5, -1.5])}, (("slope", "slope(x)"),)),))
    with Prober(Limits(), packages=(package,)) as prober:
        heard = prober.ask(Request((GRADIENTS[package],), (asked,)))
        level = prober.protection
    (slope,) = heard.replies["q"][0].observations
    assert (heard.cells, level in ("strong", "full")) == ({0: ()}, True)
    assert np.allclose(np.asarray(slope), 1 - np.tanh([0.5, -1.5]) ** 2)
