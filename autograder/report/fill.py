"""Filling the HTML templates: one environment for all pages, with everything escaped."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.words.clean import clean
from autograder.words.messages import word

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).with_name("templates")


def fill(template: str, lang: str, **values: Any) -> str:
    """The page of that template. Templates find words by `t(key)`, and clean text by the filter `clean`."""
    speak: Callable[[str], str] = partial(word, lang=lang)
    return _environment().get_template(template).render(lang=lang, t=speak, **values)


@cache
def _environment() -> Environment:
    """The templates, compiled once a run; what a record lacks (a line, a name) is empty and false."""
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["clean"] = clean
    environment.filters["number"] = "{:g}".format
    return environment
