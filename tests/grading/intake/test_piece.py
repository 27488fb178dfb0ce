"""Files of a download: which are what systems put beside people's work, which could be graded, one spelling of a name."""

from __future__ import annotations

import unicodedata

import pytest

from autograder.grading.intake.piece import UNFIT, is_hidden, plain, unfit


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        (".DS_Store", True), (".gates.ipynb.swp", True), ("~$work.docx", True), ("__MACOSX", True),
        ("Thumbs.db", True), ("desktop.ini", True), ("__pycache__", True),
        ("gates.ipynb", False), ("_gates.py", False), ("thumbs", False),
    ],
)  # fmt: skip
def test_what_systems_put_beside_peoples_files(name: str, hidden: bool) -> None:
    assert is_hidden(name) is hidden


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("a.ipynb", ""),
        ("a.py", ""),
        ("timestamp.txt", ""),
        ("a.txt", UNFIT),
        ("ipynb", UNFIT),
        ("a.docx", UNFIT),
    ],
)
def test_what_could_be_graded(name: str, why: str) -> None:
    assert unfit(name) == why


def test_names_have_one_spelling() -> None:
    assert plain(unicodedata.normalize("NFD", "김é")) == unicodedata.normalize("NFC", "김é")
