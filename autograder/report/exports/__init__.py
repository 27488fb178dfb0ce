"""What leaves for other programs: a file a format, found by its name, `--to gradescope-archive` in `gradescope_archive.py`.

Each has an `EXPORT` (see `parts.export`): what is written, from settled records and the roster. Nothing here shows a right number of
a hidden input, and what is ungraded has no score, never 0. `parts` holds what several formats need, `there` what grades on a
platform.
"""

from importlib import import_module
from pkgutil import iter_modules

from autograder.report.exports.parts.export import Export

FORMATS = sorted(module.name.replace("_", "-") for module in iter_modules(__path__) if not module.ispkg)
"""Every format by its name on the command line."""


def export_of(name: str) -> Export:
    """The format of that name, imported when it is asked for. Raises ImportError for one that is not in `FORMATS`."""
    export: Export = import_module(f"{__name__}.{name.replace('-', '_')}").EXPORT
    return export
