"""What an end of the conversation holds of the other's: shared data by number, objects by number, and what changed since."""

from collections import OrderedDict
from collections.abc import Callable
from sys import getrefcount
from typing import Any

import numpy as np

from autograder.sandbox.remote.forms import (
    LARGEST,
    MOST_BYTES,
    MOST_NODES,
    Form,
    Handle,
    Own,
    ProtocolError,
    Ref,
    Shared,
    TooLarge,
    array_content,
    array_of,
    frozen,
    list_of,
    numbers_of,
    thawed,
)
from autograder.sandbox.remote.plain import alike, differs, held, items_of, plain, put, swap
from autograder.sandbox.remote.raised import chain_of, kind_of

MOST_SHARED = 256
"""Lists, dictionaries, sets and arrays that both ends know as the same one; the one that crossed longest ago is forgotten."""
MOST_OBJECTS = 20_000
MAX_DEPTH = 14
ALONE = 2
"""References to a value that the table alone holds, as it is looked at."""
_ASIS = frozenset((type(None), bool, float, str))
_EMPTY: dict[str, Callable[[Any], object]] = {"list": list, "dict": dict, "set": set}
_KINDS: dict[type, str] = {list: "list", dict: "dict", set: "set", np.ndarray: "array"}


class _Entry:
    """A shared value and what it held when it crossed last."""

    __slots__ = ("before", "value")

    def __init__(self, value: object) -> None:
        self.value, self.before = value, held(value)


class Table:
    """The values of one end. `standin` makes what stands for an object of the other end, `number_of` knows one; `trusted` is the
    end of the tests, whose shared data have even numbers. `parted` are those of which the other end has changed its copy."""

    def __init__(
        self,
        standin: Callable[[Handle], object],
        number_of: Callable[[object], int | None],
        *,
        trusted: bool,
    ) -> None:
        self.standin, self.number_of, self.trusted = standin, number_of, trusted
        self.shared: OrderedDict[int, _Entry] = OrderedDict()
        self.held: dict[int, _Entry] = {}  # those that somebody here holds: the others cannot change
        self.numbers: dict[int, int] = {}
        self.next = 0 if trusted else 1
        self.objects: dict[int, object] = {}
        self.given: dict[int, int] = {}
        self.nodes = self.bytes = 0
        self.fresh: list[int] = []
        self.told: list[int] = []
        self.kinds: dict[int, type[Exception]] = {}
        self.parted: set[int] = set()
        self.readers: dict[type, Callable[[Any], object]] = {
            **dict.fromkeys((*_ASIS, int), lambda form: form),
            tuple: lambda form: tuple([self.unpack(item) for item in form]),
            Form: self._formed,
            Shared: self._received,
            Handle: self._standin,
            Ref: self._referred,
            Own: self._own,
        }

    def begin(self) -> None:
        """A new message: nothing is in it yet."""
        self.nodes = self.bytes = 0
        self.fresh, self.told = [], []

    def withdraw(self) -> None:
        """The message was too large, and is not sent: what it would have told is forgotten, and crosses anew when it is asked for."""
        for number in (*self.fresh, *self.told):
            entry = self.shared.pop(number, None)
            self.held.pop(number, None)
            if entry is not None:
                self.numbers.pop(id(entry.value), None)

    def pack(self, value: Any, depth: int = 0) -> object:
        """The form of a value. Raises TooLarge."""
        kind = type(value)
        self._spend(1, 0)
        if kind in _ASIS:
            if kind is str:
                self._spend(0, len(value))
            return value
        if kind is int and -LARGEST <= value < LARGEST:
            return value
        if depth > MAX_DEPTH:
            raise TooLarge(f"data in more than {MAX_DEPTH} lists in lists")
        if kind is tuple:
            self._spend(len(value), 0)
            return tuple([self.pack(item, depth + 1) for item in value])
        if kind in _KINDS:
            return self._shared(value, _KINDS[kind], depth)
        number = self.number_of(value)
        if number is not None:
            return Own(number)
        self._spend(4, 0)
        if kind is type and issubclass(value, Exception):
            return Form("exception", chain_of(value))
        form = frozen(value, lambda item: self.pack(item, depth + 1), trusted=self.trusted)
        if form is not None:
            return form
        simple = plain(value)
        return self._handle(value) if simple is value else self.pack(simple, depth + 1)

    def _shared(self, value: Any, kind: str, depth: int) -> object:
        number = self.numbers.get(id(value))
        if number is not None:
            self._touch(number)
            return Ref(number)
        if kind == "array" and array_content(value, lambda _: None) is None:
            return self._handle(value)
        number, self.next = self.next, self.next + 2
        self._keep(number, value)
        self.fresh.append(number)
        return Shared(number, kind, self._content(value, kind, depth))

    def _content(self, value: Any, kind: str, depth: int) -> object:
        def inner(item: object) -> object:
            return self.pack(item, depth + 1)

        if kind == "array":
            self._spend(4, value.nbytes)
            return array_content(value, inner)
        numbers = numbers_of(value)
        if numbers is not None:
            self._spend(4, numbers.nbytes)
            return numbers
        self._spend(4 + len(value), 0)
        if kind == "dict":
            self._spend(2 * len(value), 0)
            return tuple([(inner(key), inner(item)) for key, item in value.items()])
        return tuple([inner(item) for item in value])

    def _handle(self, value: object) -> Handle:
        number = self.given.get(id(value))
        if number is None:
            number = len(self.objects)
            if number >= MOST_OBJECTS:
                raise TooLarge(f"more than {MOST_OBJECTS} objects")
            self.objects[number] = value
            self.given[id(value)] = number
        name = type(value).__name__[:80]
        return Handle(number, name if name.isidentifier() else "object", callable(value))

    def _keep(self, number: int, value: object) -> None:
        self.shared[number] = self.held[number] = _Entry(value)
        self.numbers[id(value)] = number
        if len(self.shared) > MOST_SHARED:
            forgotten, old = self.shared.popitem(last=False)
            self.held.pop(forgotten, None)
            self.numbers.pop(id(old.value), None)

    def _touch(self, number: int) -> object:
        """The shared data of a number, which somebody at this end holds from now on."""
        self.shared.move_to_end(number)
        entry = self.held[number] = self.shared[number]
        return entry.value

    def _spend(self, nodes: int, size: int) -> None:
        self.nodes += nodes
        self.bytes += size
        if self.nodes > MOST_NODES or self.bytes > MOST_BYTES:
            raise TooLarge(f"more than {MOST_NODES} values or {MOST_BYTES} bytes at once")

    def unpack(self, form: object) -> object:
        """The value of a form. Raises ProtocolError, whatever the form is."""
        read = self.readers.get(type(form))
        if read is None:
            raise ProtocolError("no such value")
        return read(form)

    def _formed(self, form: Form) -> object:
        if form.kind == "exception":
            return kind_of(form.content, self.kinds)
        return thawed(form, self.unpack, trusting=not self.trusted)

    def _referred(self, form: Ref) -> object:
        entry = self.shared.get(form.number) if type(form.number) is int else None
        if entry is None:
            raise ProtocolError("no such value")
        return self._touch(form.number)

    def _own(self, form: Own) -> object:
        if type(form.number) is not int or form.number not in self.objects:
            raise ProtocolError("no such object")
        return self.objects[form.number]

    def _standin(self, form: Handle) -> object:
        said: tuple[object, ...] = form.number, form.type_name, form.callable
        if tuple(map(type, said)) != (int, str, bool) or not form.type_name.isidentifier():
            raise ProtocolError("no such object")
        return self.standin(form)

    def _received(self, form: Shared) -> object:
        """Shared data that this end sees for the first time. What it knows changes by `apply` alone, which asks whether it may."""
        number = form.number
        if type(number) is not int or number in self.shared or number % 2 == self.next % 2:
            raise ProtocolError("no such value")
        if form.kind == "array":
            self._keep(number, array_of(form.content, self.unpack))
            return self.shared[number].value
        value = self._made(form.kind, ())
        self._keep(number, value)
        self._fill(self.shared[number], form)
        return value

    def _made(self, kind: object, content: object) -> object:
        """New data of a kind that hold a content. Raises ProtocolError."""
        if kind == "array":
            return array_of(content, self.unpack)
        if kind == "list" and type(content) is np.ndarray:
            return list_of(content)
        empty = _EMPTY.get(kind) if type(kind) is str else None
        if empty is None or type(content) is not tuple:
            raise ProtocolError("no such value")
        try:
            return empty(self.unpack(content))
        except (TypeError, ValueError) as error:
            raise ProtocolError("shared data with something else in it") from error

    def _fill(self, entry: _Entry, form: Shared) -> None:
        """Put into shared data what a form says that they hold."""
        if _KINDS.get(type(entry.value)) != form.kind:
            raise ProtocolError("shared data of another type")
        put(entry.value, self._made(form.kind, form.content))
        entry.before = held(entry.value)

    def changes(self) -> tuple[Shared, ...]:
        """Shared data that are not what they were when they crossed last; what nobody else holds nobody can change."""
        for number in [one for one, entry in self.held.items() if getrefcount(entry.value) <= ALONE]:
            del self.held[number]
        changed = [(n, entry) for n, entry in self.held.items() if differs(entry.before, entry.value)]
        sent = []
        for number, entry in changed:
            entry.before = held(entry.value)
            self.told.append(number)
            kind = _KINDS[type(entry.value)]
            sent.append(Shared(number, kind, self._content(entry.value, kind, 0)))
        return tuple(sent)

    def apply(self, changes: object, accepts: Callable[[int], bool]) -> list[int]:
        """Take over what the other end changed: of its own data everything, of this end's what is accepted. From the rest it parts:
        here they stay as they were, and what the other end has of them is its own from now on.

        `w -= g` of an array in a list, and `ws[0] = ws[0] - g`, change the same entry of the list: who may do one may do the other.
        The numbers of this end's data that were changed. Raises ProtocolError.
        """
        if type(changes) is not tuple or not all(type(one) is Shared for one in changes):
            raise ProtocolError("no changes")
        mine: list[int] = []
        for form in changes:
            entry = self.shared.get(form.number) if type(form.number) is int else None
            if entry is not None and not self._is_own(form.number):
                self._fill(entry, form)
                continue
            new = self._made(form.kind, form.content)  # known by number, also where it is forgotten
            if entry is None:
                continue
            mine.append(form.number)
            if type(new) is not type(entry.value):
                raise ProtocolError("shared data of another type")
            if accepts(form.number) or self._is_replaced(entry.value, new, accepts):
                put(entry.value, new)
                entry.before = held(entry.value)
            else:
                self._part(form.number, entry.value, new, accepts)
        return mine

    def _is_own(self, number: int) -> bool:
        """Whether data are this end's, and the other end knows the same."""
        return number % 2 == self.next % 2 and number not in self.parted

    def _is_replaced(self, ours: object, theirs: object, accepts: Callable[[int], bool]) -> bool:
        """Whether a list or dictionary has other entries only where what stood there may be changed."""
        old, new = items_of(ours), items_of(theirs)

        def may_be(was: object) -> bool:
            number = self.numbers.get(id(was))
            return number is not None and (not self._is_own(number) or accepts(number))

        if not old or old.keys() != new.keys():
            return False
        return all(was is new[key] or (alike(was, new[key]) and may_be(was)) for key, was in old.items())

    def _part(self, number: int, ours: object, theirs: object, accepts: Callable[[int], bool]) -> None:
        """What the other end has changed is its own under the number that it knows; ours gets another when it crosses again."""
        del self.numbers[id(ours)]
        self.parted.add(number)
        for other, entry in self.shared.items():
            own = self._is_own(other)
            held_here = any(one is ours for one in items_of(entry.value).values())
            # or the solution changes entries of it
            if not own or (held_here and alike(ours, theirs) and accepts(other)):
                swap(entry.value, ours, theirs)
                entry.before = held(entry.value)
        self.shared[number] = self.held[number] = _Entry(theirs)
        self.numbers[id(theirs)] = number
