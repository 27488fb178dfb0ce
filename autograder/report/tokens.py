"""Student code as tokens, in one straight walk whatever it holds: comments, strings, numbers, names, line ends, blanks, signs."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_PREFIX = r"[rRbBuUfF]{0,2}"
# Whatever is not closed goes on to the end of the line or of the text, so that no place is looked at twice.
_TOKEN = re.compile(
    r"(?P<comment>#[^\n]*+)"
    rf"|(?P<string>{_PREFIX}'''(?:[^'\\]++|\\.|'(?!''))*+(?:'''|\\?\Z)"
    rf'|{_PREFIX}"""(?:[^"\\]++|\\.|"(?!""))*+(?:"""|\\?\Z)'
    rf"|{_PREFIX}'(?:[^'\\\n]++|\\.)*+'?+"
    rf'|{_PREFIX}"(?:[^"\\\n]++|\\.)*+"?+)'
    r"|(?P<number>\.?\d[\w.]*+)"
    r"|(?P<name>\w++)"
    r"|(?P<line>\n)"
    r"|(?P<blank>[^\S\n]++)"
    r"|(?P<sign>\*\*=?|//=?|[-+*/@%&|^=<>!:]=|->|<<|>>|.)",
    re.DOTALL,
)


class Token(NamedTuple):
    """A piece of code: `kind` is `comment`, `string`, `number`, `name`, `line`, `blank` or `sign`."""

    kind: str
    text: str


def tokens(source: str) -> Iterator[Token]:
    """The tokens of a source, be it Python or not; put together they are the source again."""
    return (Token(found.lastgroup or "sign", found[0]) for found in _TOKEN.finditer(source))
