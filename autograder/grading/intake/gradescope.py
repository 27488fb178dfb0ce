"""submission_metadata.yml of a Gradescope export: who handed in which folder, and when.

submission_77:
  :submitters:
  - :name: Ada Lee
    :sid: S1
    :email: ada@example.edu
  :created_at: 2027-03-12 14:59:00.123456000 Z
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import yaml

from autograder.grading.intake.piece import Folder, Person
from autograder.grading.intake.stamp import moment_of
from autograder.notebook.handed_in import text_of

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # texts alone, whatever the tags say


def read_metadata(path: Path) -> Mapping[str, Folder]:
    """The folders of an export by name. Raises UnreadableSubmission for a file that cannot be read, ValueError for one that is none."""
    try:
        said = yaml.load(text_of(path), Loader=_LOADER)
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(" ".join(str(error).split())[:100]) from None
    if not isinstance(said, dict):
        raise ValueError("it names no folders")
    return {name: _folder(about) for name, about in said.items() if isinstance(about, dict)}


def _folder(about: dict[object, object]) -> Folder:
    moment = moment_of(_text(about.get(":created_at")), None)
    people = about.get(":submitters")
    return Folder(tuple(_people(people)), moment if isinstance(moment, datetime) else None)


def _people(said: object) -> Iterator[Person]:
    for one in said if isinstance(said, list) else []:
        if isinstance(one, dict):
            name, sid, email = (_text(one.get(key)).strip().strip("~") for key in (":name", ":sid", ":email"))
            yield Person(name, sid, email)


def _text(said: object) -> str:
    """A text; what else stands there may be endless once it is written out."""
    return said if isinstance(said, str) else ""
