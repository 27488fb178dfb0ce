"""Makes the files that an intake attack describes: `tests/attacks/intake_….yml`, or one source of Python.

The YAML says what lies in the student's folder of the assignment, by path (`..` leads out of it, as links do):

    gates.ipynb: {cells: [text, …]}            a notebook of these cells of code; a cell may be {repeat: …} too
    gates.ipynb: {json: …}                     that JSON
    gates.ipynb: "text"                        that text
    gates.ipynb: {repeat: "a", times: 9, before: "x", after: "y"}
    gates.ipynb: {hex: fffe00}                 those bytes
    gates.ipynb: {size: 6000000000}            so many bytes of nothing, which take no room on the disk
    gates.ipynb: {copy: solutions/ps2/gates.ipynb}     of this repository
    gates.ipynb: {link: ../../elsewhere}
    gates.ipynb: {pipe: true}  or  {folder: true}
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import ROOT, headers


def hand_in(path: Path, submitted: Path, assignment: str) -> Path:
    """The folder of a student in `submitted`, with what an attack hands in; it is called as the attack is, or by its header
    `student` (`\\xff` is a byte)."""
    said = headers(path.read_text(encoding="utf-8", errors="replace"))
    name = os.fsdecode(
        said.get("student", path.stem).encode("ascii").decode("unicode_escape").encode("latin-1")
    )
    home = submitted / name
    folder = home / assignment
    if path.suffix == ".yml":
        folder.mkdir(parents=True)
        for file, what in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            _make(Path(os.path.normpath(folder / file)), what)
    else:
        folder.mkdir(parents=True)
        shutil.copyfile(path, folder / path.name)
    return home


def _make(file: Path, what: Any) -> None:
    if not isinstance(what, dict):
        what = {"repeat": str(what)}
    file.parent.mkdir(parents=True, exist_ok=True)
    if "link" in what:
        if file.is_dir():  # a folder becomes a link
            shutil.rmtree(file)
        file.symlink_to(what["link"])
        return
    if "pipe" in what:
        os.mkfifo(file)
    elif "folder" in what:
        file.mkdir()
    elif "copy" in what:
        shutil.copyfile(ROOT / what["copy"], file)
    elif "size" in what:
        with file.open("wb") as made:
            made.truncate(what["size"])
    else:
        file.write_bytes(_content(what))


def _content(what: dict[str, Any]) -> bytes:
    if "hex" in what:
        return bytes.fromhex(what["hex"])
    if "cells" in what:
        return json.dumps(_notebook(what["cells"] * what.get("times", 1))).encode()
    if "json" in what:
        return json.dumps(what["json"]).encode()
    return _text(what).encode("utf-8", "surrogatepass")


def _notebook(cells: list[Any]) -> dict[str, Any]:
    code = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": _text(one)} for one in cells]
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": code}


def _text(what: Any) -> str:
    """A text as it stands, or one piece repeated between two others."""
    if isinstance(what, str):
        return what
    return f"{what.get('before', '')}{what['repeat'] * what.get('times', 1)}{what.get('after', '')}"
