"""What is lent of a framework: a variable that calculates as the whole library's does."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.fitting.framework import Calculating, as_array


def test_a_variable_that_calculates_has_what_its_array_has() -> None:
    x = Calculating(np.array([[1.0, 2.0]]))
    assert (x.shape, x.ndim, x.size) == ((1, 2), 2, 2)
    assert np.array_equal(2 * x + 1, [[3.0, 5.0]])
    assert np.array_equal(np.exp(x), np.exp(x.data))


@pytest.mark.parametrize("name", ["data", "_hidden", "nothing"])
def test_what_it_lacks_is_an_attribute_that_is_not_there(name: str) -> None:
    bare = Calculating(np.ones(2))
    del bare.data
    with pytest.raises(AttributeError, match="data" if name == "nothing" else name):
        getattr(bare, name)


def test_a_number_becomes_an_array_and_an_array_stays_the_same() -> None:
    x = np.ones(2)
    assert as_array(x) is x
    assert isinstance(as_array(2.0), np.ndarray)
