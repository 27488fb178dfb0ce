"""What authors import: each check is there, and comes with the first that is asked for."""

import pytest

from autograder import testing
from autograder.sandbox.remote import testing as checks


def test_each_check_is_that_of_the_judges_process() -> None:
    for name in testing.__all__:
        assert getattr(testing, name) is getattr(checks, name)


def test_there_is_nothing_else() -> None:
    with pytest.raises(AttributeError, match="no attribute 'modules'"):
        _ = testing.modules
