"""The expressions of probes as code, compiled once: on the trusted end for all submissions, in a child for all probes."""

from collections.abc import Mapping
from types import CodeType

_MANY = 4096
_codes: dict[str, CodeType] = {}


def compiled(expression: str) -> CodeType:
    """The code of an expression."""
    code = _codes.get(expression)
    if code is None:
        if len(_codes) > _MANY:  # spellings of many notebooks
            _codes.clear()
        code = _codes[expression] = compile(expression, "<probe>", "eval", dont_inherit=True)
    return code


def known(codes: Mapping[str, CodeType]) -> None:
    """Take code that was compiled elsewhere."""
    _codes.update(codes)
