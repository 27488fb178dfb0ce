"""What to write instead of a word that nobody knows."""

from collections.abc import Iterable

from autograder.notebook.nearness import nearest


def suggest(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """What to write instead of `word`: the nearest of the known words, or else `otherwise`, or all of them."""
    words = list(known)
    near = nearest(word, words)
    if near:
        return f'did you mean "{near}"?'
    if otherwise:
        return otherwise
    return "write one of " + ", ".join(words) if words else "leave it out"
