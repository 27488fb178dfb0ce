"""Formats are found by their names: a file each, nothing to enter anywhere."""

import pytest

from autograder.report.exports import FORMATS, export_of
from autograder.report.exports.parts.export import Export


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_an_export(name: str) -> None:
    assert isinstance(export_of(name), Export)
    assert "_" not in name


def test_what_is_shared_is_no_format() -> None:
    assert not {"parts", "there"} & {*FORMATS}
    with pytest.raises(ImportError):
        export_of("excel")
