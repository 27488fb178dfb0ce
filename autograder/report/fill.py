"""Filling the HTML templates: one environment for all pages, with everything escaped."""

from __future__ import annotations

import base64
import hashlib
import os
import sys
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.words.clean import clean, clean_lines
from autograder.words.messages import word

if TYPE_CHECKING:
    from jinja2 import Environment, Template

TEMPLATES = Path(__file__).with_name("templates")


def fill(template: str, lang: str, **values: object) -> str:
    """The page of that template. Templates find words by `t(key)`, and clean text by the filter `clean`."""
    speak: Callable[[str], str] = partial(word, lang=lang)
    return _template(template).render(lang=lang, t=speak, **values)


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    """The templates; what a record lacks (a line, a name) is empty and false. They are compiled once and kept where Python keeps its
    own modules, if it does: compiling takes longer than all else of a small class."""
    from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader

    kept = TEMPLATES.with_name("__pycache__")
    is_kept = kept.is_dir() and os.access(kept, os.W_OK) and not sys.dont_write_bytecode
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=FileSystemBytecodeCache(str(kept), "%s.j2c") if is_kept else None,
    )
    environment.globals["script_hash"] = script_hash
    environment.filters["clean"] = clean
    environment.filters["comment"] = lambda said: list(filter(str.strip, clean_lines(said, 60, 2000)))
    environment.filters["number"] = "{:g}".format
    return environment


@cache
def script_hash(name: str) -> str:
    """What a page's policy calls that script: nothing else may run on it."""
    script = (TEMPLATES / name).read_text(encoding="utf-8").removesuffix("\n")  # as a template has it
    digest = hashlib.sha256(script.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
