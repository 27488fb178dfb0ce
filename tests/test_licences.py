"""Under which licences the packages are that a course needs, as docs/licences.md says it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

PERMITTED = re.compile(
    r"(the )?(MIT|MIT-0|(\d-clause |new |modified )?BSD|BSD-[23]-Clause|0BSD|Apache( Software| 2\.0|-2\.0)?|ISC|PSF-2\.0|"
    r"Python Software Foundation|MPL-2\.0|Mozilla Public License 2\.0 \(MPL 2\.0\)|Zlib|CC0-1\.0|Unlicense)"
    r"( License)?(, Version 2\.0| \(\w+\))?",
    re.IGNORECASE,
)
TABLE = dict(
    re.findall(
        r"^\| (\w[\w-]*) \| ([^|]+) \|", (ROOT / "docs" / "licences.md").read_text("utf-8"), re.MULTILINE
    )
)
TABLE.pop("package")


def wanted() -> list[Requirement]:
    """What a plain install and the extras want themselves."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [one for those in project["optional-dependencies"].values() for one in those]
    found = map(Requirement, [*project["dependencies"], *extras])
    return [one for one in found if one.name != project["name"]]


def installed() -> dict[str, Distribution]:
    """All that they install, and what that does."""
    found: dict[str, Distribution] = {}
    waiting, seen = wanted(), set[tuple[str, frozenset[str]]]()
    while waiting:
        one = waiting.pop()
        key = canonicalize_name(one.name), frozenset(one.extras)
        if key in seen:
            continue
        seen.add(key)
        try:
            found[key[0]] = distribution(one.name)
        except PackageNotFoundError:
            continue
        asked = map(Requirement, found[key[0]].requires or ())
        waiting += [more for more in asked if any(_applies(more, extra) for extra in ("", *one.extras))]
    return found


def _applies(requirement: Requirement, extra: str) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def licences(package: Distribution) -> Iterator[str]:
    """What a package says of itself: one expression, its classifiers, or a line."""
    metadata = package.metadata
    said = "".join(metadata.get_all("License-Expression") or ())
    classifiers = [
        one.split(" :: ")[-1] for one in metadata.get_all("Classifier") or () if one.startswith("License")
    ]
    if said:
        yield from re.split(r" AND | OR |[()]", said)
    elif classifiers:
        yield from classifiers
    else:
        yield "".join(metadata.get_all("License") or ("nothing",)).strip().splitlines()[0]


def test_the_table_has_what_is_wanted() -> None:
    assert set(TABLE) == {canonicalize_name(one.name) for one in wanted()}


@pytest.mark.parametrize("name", TABLE)
def test_a_package_is_under_the_licence_that_is_told(name: str) -> None:
    said = {
        word for licence in licences(distribution(name)) for word in re.findall(r"MIT|BSD|Apache", licence)
    }
    assert said & set(re.findall(r"MIT|BSD|Apache", TABLE[name]))


def test_whatever_is_installed_asks_nothing_of_a_course() -> None:
    found = installed()
    assert len(found) > 50
    said = {name: [one for one in licences(package) if one.strip()] for name, package in found.items()}
    strange = {
        name: those
        for name, those in said.items()
        if not all(PERMITTED.fullmatch(one.strip()) for one in those)
    }
    assert strange == {}


@pytest.mark.parametrize(
    "licence", ["GPL-3.0", "GNU General Public License v3 (GPLv3)", "Other/Proprietary License", "MITM"]
)
def test_others_would_be_noticed(licence: str) -> None:
    assert not PERMITTED.fullmatch(licence)
