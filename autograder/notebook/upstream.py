"""What a student's backward calls the gradient that arrives there: hints speak of `dz` where the argument is `dz`."""

import re
from collections.abc import Sequence

from autograder.notebook.code import code

USUAL = "dout"
"""Its name in texts, and where a backward has no plain name for it."""

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,19}")


def upstream_name(source: str | None) -> str:
    """The argument of the first backward in a source that is the gradient which arrives; `dout` where it has no plain name, or a class
    has no backward; "" where there is neither class nor backward, or none or several arrive: then nothing is called so."""
    for function in code(source or "").functions:
        if function.name == "backward" or function.name.endswith("_backward"):
            return gradient_among([one.arg for one in function.args.args if one.arg != "self"])
    return "" if source and code(source).parses and not code(source).classes else USUAL


def gradient_among(names: Sequence[str]) -> str:
    """Of the arguments of a backward the first that begins like a gradient (dout, dz, dD, gy), else the first; `dout` where that is
    no plain name; "" where there is none, or several begin with d."""
    if sum(name.startswith("d") for name in names) > 1:
        return ""
    found = next((name for name in names if name[0] in "dg"), "".join(names[:1]))
    return found if not found or _PLAIN.fullmatch(found) else USUAL
