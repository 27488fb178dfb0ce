"""What students wrote in Markdown, as it may be shown in an instructor's browser, next to the scores.

It goes through nbconvert, which passes HTML on as it is and allows links of any scheme. So what would come to be more than
text is taken apart by a blank, and everything that is known to be harmless stays: a list of what is bad is never complete.
"""

import html
import re
from collections.abc import Collection, Mapping
from functools import lru_cache

PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
"""Types of pictures that cannot hold a script."""
MAX_PICTURES = 5_000_000
"""Characters of all pictures of a cell, in base64."""
MAX_KEPT = 5_000
"""Characters of a text that is remembered: most is what was handed out, the same in all notebooks."""

_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&#?\w{1,40};?")
_TARGET = re.compile(r"\](?=[(:])(?![(:][ \t]*+(?:https?://|mailto:|#|attachment:))", re.IGNORECASE)
_PICTURE = re.compile(r"\](?=[(:][ \t]*+attachment:([\w.-]*+)(\Z|[\s)])?+)", re.ASCII | re.IGNORECASE)
_DRAWING = re.compile(r"(?:```|~~~)[ \t]*+(?=mermaid)")
_FORMULA = re.compile(r"\\(?=(?:href|mmlToken|style|class|cssId|html[A-Z]))")
_NAME = re.compile(r"[\w.-]{1,100}", re.ASCII)
_BASE64 = re.compile(r"[A-Za-z0-9+/=\r\n]++")


def inert(markdown: str, pictures: Collection[str] = ()) -> str:
    """Markdown without HTML, without links that run, drawings that are programs, and pictures that the cell has not.

    `pictures` are the names of those that it has.
    """
    plain = _inert(markdown) if len(markdown) <= MAX_KEPT else _inert.__wrapped__(markdown)
    return with_pictures(plain, pictures)


@lru_cache(1024)
def _inert(markdown: str) -> str:
    text = _ENTITY.sub(_spelt_out, markdown)
    text = _DRAWING.sub(r"\g<0>text ", _TAG.sub("&lt;", text))
    return _FORMULA.sub(r"\\ ", _TARGET.sub("] ", text))


def _spelt_out(entity: re.Match[str]) -> str:
    """An entity as it is, or as it was typed where it stands for a letter or sign that might mean something."""
    text = html.unescape(entity[0])
    means = text != entity[0] and any(letter.isascii() and letter not in "<>&\"'" for letter in text)
    return f"&amp;{entity[0][1:]}" if means else entity[0]


def with_pictures(markdown: str, pictures: Collection[str]) -> str:
    """Markdown that shows no attached pictures but these: nbconvert ends with an error where one is not there."""

    def known(target: re.Match[str]) -> str:
        return "]" if target[1] in pictures and target[2] is not None else "] "

    return _PICTURE.sub(known, markdown)


def pictures_of(attachments: object) -> dict[str, dict[str, str]]:
    """Of a cell's attachments, whatever they are, the pictures that every browser shows as such; not too many."""
    found: dict[str, dict[str, str]] = {}
    left = MAX_PICTURES
    for name, forms in attachments.items() if isinstance(attachments, Mapping) else ():
        if not isinstance(forms, Mapping) or not isinstance(name, str) or not _NAME.fullmatch(name):
            continue
        kinds = (kind for kind in PICTURES if isinstance(forms.get(kind), str))
        kind = next(kinds, None)
        data = str(forms[kind]) if kind else ""
        if kind and len(data) <= left and _BASE64.fullmatch(data):
            found[name] = {kind: data}
            left -= len(data)
    return found
