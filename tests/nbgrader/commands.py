"""nbgrader's commands in this process: each one costs three seconds of imports otherwise."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path


@dataclass(frozen=True)
class Said:
    """How a command ended and what it logged."""

    code: int
    log: str


def nbgrader(*words: str, cwd: Path) -> Said:
    """`nbgrader words…` in a folder, with the exchange beside it (`exchange/`, `cache/`)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from nbgrader.apps import NbGraderApp
        from nbgrader.apps.baseapp import NbGrader
        from nbgrader.validator import Validator

        log, code = StringIO(), 0
        app = NbGraderApp.instance()
        Validator.stream = log
        with _inside(cwd):
            try:
                app.initialize([*words, *_settings(words, cwd)])
                app.init_logging(logging.StreamHandler, [log], color=False, subapps=True)
                app.start()
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else 1
            except Exception as error:
                code = 0 if type(error).__name__ == "NoStart" else 1
                log.write(repr(error))
            finally:
                app.reset()
                NbGraderApp.clear_instance()
                NbGrader.clear_instance()
    return Said(code, log.getvalue())


def _settings(words: tuple[str, ...], cwd: Path) -> list[str]:
    if words[0] in ("db", "validate", "export", "zip_collect"):
        return []
    home = cwd.parent
    return [f"--Exchange.root={home / 'exchange'}", f"--Exchange.cache={home / 'cache'}"]


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
