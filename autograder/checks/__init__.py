"""Check kinds, one module each, found by its name; how a new one is made stands in CONTRIBUTING.

A module has a `KIND` (see `autograder.model.kind`): what to ask and the right answers, what an answer is worth, and what
course.yml may say of it. Kinds that share a plan (value and derivative; forward and gradient) share its trials: a
question is asked once. `plans` and `verdicts` hold what kinds are made of.
"""

from importlib import import_module
from pkgutil import iter_modules

from autograder.model.kind import Kind

KINDS: dict[str, Kind] = {
    module.name: import_module(f"{__name__}.{module.name}").KIND
    for module in iter_modules(__path__)
    if not module.ispkg
}
"""Every check kind by its name in course.yml."""
