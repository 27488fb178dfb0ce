"""Files that are no notebooks, or hardly: whoever reads what students hand in reads all of them without a word."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator

from autograder.notebook.bounds import MAX_CELLS

VALUES = (
    "null",
    "true",
    "7",
    "1.5",
    '"x"',
    "[]",
    "{}",
    "[[]]",
    '[{"a": 1}]',
    "NaN",
    "-Infinity",
    "1e999",
    "9" * 5_000,
    '"\\ud800"',
)
PLACES = (
    '{{"cells": {0}}}', '{{"worksheets": {0}}}', '{{"worksheets": [{0}]}}', '{{"worksheets": [{{"cells": {0}}}]}}',
    '{{"cells": null, "worksheets": [{{"cells": [{0}]}}]}}', '{{"cells": [{0}]}}', '{{"cells": [{{"cell_type": {0}}}]}}',
    '{{"cells": [{{"cell_type": "code", "source": {0}}}]}}', '{{"cells": [{{"cell_type": "code", "source": [{0}]}}]}}',
    '{{"cells": [{{"cell_type": "code", "input": {0}}}]}}', '{{"cells": [{{"cell_type": "heading", "source": {0}}}]}}',
    '{{"cells": [{{"cell_type": "code", "source": "x = 1", "metadata": {0}}}]}}',
    '{{"cells": [{{"cell_type": "code", "source": "x = 1", "metadata": {{"nbgrader": {0}}}}}]}}',
    '{{"cells": [{{"cell_type": "code", "source": "x = 1", "metadata": {{"nbgrader": {{"grade_id": {0}, "solution": {0}}}}}}}]}}',
    '{{"cells": [{{"cell_type": "markdown", "source": "x", "attachments": {0}}}]}}',
    '{{"cells": [{{"cell_type": "markdown", "source": "x", "attachments": {{"x": {0}}}}}]}}',
    '{{"cells": [{{"cell_type": "markdown", "source": "x", "attachments": {{"x": {{"image/png": {0}}}}}}}]}}',
    '{{"cells": [{{"cell_type": "code", "source": "x = 1", "id": {0}, "outputs": {0}, "execution_count": {0}}}]}}',
    '{{"cells": [], "cells": {0}}}', '{{"nbformat": {0}, "metadata": {0}, "cells": []}}', "{0}",
)  # fmt: skip
DEEP = ("[" * 100_000, "[" * 100_000 + "]" * 100_000, '{"cells": [' + "[" * 100_000, '{"a":' * 50_000)
CODINGS = (
    "undefined",
    "punycode",
    "idna",
    "rot13",
    "hex",
    "zlib",
    "unicode_escape",
    "raw_unicode_escape",
    "utf-7",
    "mbcs",
    "none",
    "..",
    "utf-32",
    "utf-16",
    "ascii",
    "cp949",
    "-",
    "os.path",
)
BYTES = (b"", b"\0", b"\0" * 9, b"\xff\xfe", b"\xfe\xff\xd8", b"\xff", b"\xef\xbb\xbf", b"\xc3\x28" * 40, b"PK\x03\x04" + bytes(range(256)), b"x = 1\0", b"\r" * 99)  # fmt: skip


def _cells(count: int, source: str) -> bytes:
    return json.dumps({"cells": [{"cell_type": "code", "source": source}] * count}).encode()


def odd_files() -> Iterator[bytes]:
    """The content of each."""
    for place, value in itertools.product(PLACES, VALUES):
        yield place.format(value).encode()
    yield from (text.encode() for text in DEEP)
    yield from BYTES
    for coding in CODINGS:
        yield f"# coding: {coding}\nx = 'caf".encode() + b"\xe9\xff'\n"
        yield f"# -*- coding: {coding} -*-\n".encode() + b"y = '\\\xe9\\N{x}\\u12'\n"
    for source in (
        "x = '\ud800'", "\ud800", "x\0 = 1", "def f(:\n\tx", "#" * 100_000, "%" * 1_000, "%%writefile", "%%file \n", "%%", "%", "?", "!", "\\",
        "%%time", "\x0c\x0b\x1c x = 1", "x = " + "1" * 5_000, "x = 0x" + "f" * 5_000, "x = [" + "1" * 400 + "]", "x = " + "(" * 300, "x = " + "-" * 100_000 + "1", "x = " + "+".join("a" * 6_000),
        "if a:\n x = 1\n" + "elif a:\n x = 1\n" * 1_200, "x = " + "[" * 99 + "]" * 99, "a." * 3_000 + "b", "f" + "()" * 3_000, "\n" * 50_000,
        "\n".join(" " * n + "if a:" for n in range(99)), "lambda: " * 900 + "1", "x = " + "not " * 3_000 + "1", "a" + "[0]" * 3_000 + " = 1",
        "match a:\n case " + "[" * 90 + "]" * 90 + ": pass", "x = f'" + "{f'" * 3 + "'}" * 3 + "'", "print x,\nexcept A, b:\nraise A, b",
    ):  # fmt: skip
        yield _cells(1, source)
        yield source.encode("utf-8", "surrogatepass")
    yield _cells(MAX_CELLS + 1, "x = 1")
