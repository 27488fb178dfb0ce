"""What a drawing shows: one item a value, with its symbol, what goes into it, and what stands above and below its line."""

from dataclasses import dataclass
from typing import Literal

from autograder.words.clean import columns

Sort = Literal["input", "number", "operation"]

LETTER = 8.0
"""How wide a letter of a label is: they all stand in one width."""
HEIGHT = 18.0
"""How high a line of a label is."""
RADIUS = 17.0
"""Of the circle around an operation."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name and what is known of it: `q = 3`; either may be missing."""

    name: str = ""
    value: str = ""

    @property
    def text(self) -> str:
        """As it is written."""
        return " = ".join(filter(None, (self.name, self.value)))


@dataclass(frozen=True, slots=True)
class Item:
    """One value: the input's name, the number or the operation's symbol, the places of what goes into it, in order, the value
    `above` its line and the gradient `below` it."""

    form: Sort
    symbol: str
    operands: tuple[int, ...] = ()
    above: Label = Label()
    below: Label = Label()

    @property
    def width(self) -> float:
        """Of the symbol."""
        if self.form == "operation" and columns(self.symbol) <= 3:
            return 2 * RADIUS
        return columns(self.symbol) * LETTER + (8 if self.form == "number" else 18)

    @property
    def height(self) -> float:
        """Of the symbol."""
        return 2 * RADIUS if self.form == "operation" else 22 if self.form == "number" else 28

    @property
    def line(self) -> float:
        """How long its line must be, for the labels to have room above and below it."""
        widest = max(columns(self.above.text), columns(self.below.text))
        return widest * LETTER + 12 if widest else 0


Picture = tuple[Item, ...]
"""Items, each after those that go into it."""
