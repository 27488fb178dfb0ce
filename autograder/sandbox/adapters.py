"""Small classes over a student's code of another convention, so that it answers as the layers and functions that we ask.

Nothing here computes a value or a gradient that is asked for: both are the student's own, found where that convention
leaves them. What is not found is left out, and is missing for whoever looks for it.
"""

import contextlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

Spec = Mapping[str, Any]
"""A convention, as the notebook's text has it (autograder.fitting.conventions):

init, inputs  names of what the constructor and forward are given, in our order
methods       what the two methods are called; `order` (functions only): what forward is given, in its own order
sizes         the constructor takes sizes; the arrays are put to their `homes` afterwards
handed        what backward is given, in order: "upstream", "cache", or names of inputs and parameters
kept          keys of what backward returns that are ours, in our order; () for all of it
gradients     by attribute that we ask for: (parameter, where, key), "" for what backward returned
"""


def layer(kind: Callable[..., object], spec: Spec) -> type:
    """A class with our interface over a student's class."""

    class Layer:
        def __init__(self, *arguments: object) -> None:
            if any(where and key is not None for _, where, key in spec["gradients"].values()):
                # they make arrays like these
                arguments = tuple(np.array(one, dtype=float) for one in arguments)
            self._own, self._shapes = _built(kind, spec, arguments)
            self._hands: dict[str, Any] = dict(zip(spec["init"], arguments, strict=True))

        def forward(self, *values: object) -> object:
            self._hands.update(zip(spec["inputs"], values, strict=True))
            return getattr(self._own, spec["methods"][0])(*values)

        def backward(self, upstream: object = 1) -> object:
            hands = {**self._hands, "upstream": upstream, "cache": getattr(self._own, "cache", None)}
            back = getattr(self._own, spec["methods"][1])(*(hands[name] for name in spec["handed"]))
            for attribute, (parameter, where, key) in spec["gradients"].items():
                with contextlib.suppress(AttributeError, LookupError, TypeError):
                    found = back if where == "" else getattr(self._own, where)
                    found = found if key is None else found[key]
                    setattr(self, attribute, _in_shape(found, self._shapes.get(parameter), hands[parameter]))
            kept = [back[key] for key in spec["kept"]]
            return back if not kept else kept[0] if len(kept) == 1 else tuple(kept)

    return Layer


def pair(forward: Callable[..., Any], backward: Callable[..., object], spec: Spec) -> type:
    """A class with our interface over two functions: forward(x, w, b), perhaps with a cache, and backward(dout, cache)."""

    class Own:
        def __init__(self, *arguments: object) -> None:
            self._given = dict(zip(spec["init"], arguments, strict=True))

        def forward(self, *values: object) -> object:
            given = {**self._given, **dict(zip(spec["inputs"], values, strict=True))}
            out = forward(*(given[name] for name in spec["order"]), *map(dict, spec.get("more", ())))
            if "cache" in spec["handed"]:
                out, self.cache = out
            return out

        def backward(self, *hands: object) -> object:
            return backward(*hands)

    return layer(Own, spec)


def pair_of(forward: Callable[..., object], backward: Callable[..., object], count: int) -> object:
    """An object over two functions, which keeps the cache that one hands to the other: the last of what forward returns
    beside its `count` values. Where forward returns no cache, backward is handed None."""

    class Pair:
        cache: object = None

        def forward(self, *values: object) -> object:
            given = forward(*values)
            if not isinstance(given, tuple | list) or len(given) != count + 1:
                return given
            *out, self.cache = given
            return out[0] if count == 1 else tuple(out)

        def backward(self, *upstream: object) -> object:
            return backward(*upstream, self.cache)

    return Pair()


def loss(function: Callable[..., tuple[object, object]], indices: bool) -> type:
    """A class with our interface over one function of scores and answers, which returns the loss and its gradient;
    `indices`: it wants the classes of the answers by number."""

    class Loss:
        def forward(self, x: object, t: np.ndarray) -> object:
            value, self._gradient = function(x, np.argmax(t, axis=1) if indices else t)
            return value

        def backward(self, _: object = 1) -> object:
            return self._gradient

    return Loss


def classifier(kind: Callable[..., object]) -> type:
    """A network with our interface over one whose loss(x, y) returns the loss and a dictionary of gradients, for answers by
    number, and the scores where there are none."""

    class Net:
        def __init__(self, *sizes: object) -> None:
            self._own: Any = kind(*sizes)

        @property
        def params(self) -> object:
            return self._own.params

        def predict(self, x: object) -> object:
            return self._own.loss(x)

        def loss(self, x: object, t: np.ndarray) -> object:
            return self._own.loss(x, np.argmax(t, axis=1))[0]

        def gradient(self, x: object, t: np.ndarray) -> object:
            return self._own.loss(x, np.argmax(t, axis=1))[1]

    return Net


def listed(base: Any) -> type:
    """A base class of functions that are called with one variable, over one whose are called with a list of them, and whose
    forward is handed a list of arrays and returns a tuple."""

    class Listed(base):  # type: ignore[misc]
        def __init_subclass__(cls) -> None:
            forward = vars(cls).get("forward")
            if forward is not None:
                type.__setattr__(cls, "forward", lambda self, xs: (forward(self, *xs),))

        def __call__(self, variable: object) -> object:
            out = super().__call__([variable])
            return out[0] if isinstance(out, list | tuple) else out

    return Listed


def _built(
    kind: Callable[..., object], spec: Spec, arguments: Sequence[Any]
) -> tuple[object, dict[str, tuple[int, ...]]]:
    """An object of a student's class with these arrays, and the shapes in which it keeps them where it was given sizes."""
    if not spec["sizes"]:
        return kind(*arguments), {}
    own = kind(*np.shape(arguments[0]))
    for _, where, key in spec["gradients"].values():  # in single precision they would lose our digits
        with contextlib.suppress(AttributeError, LookupError, TypeError):
            place, at = (vars(own), where) if key is None else (getattr(own, where), key)
            if place[at].dtype == np.float32:
                place[at] = np.asarray(place[at], float)
    return own, {
        name: shape
        for name, value in zip(spec["init"], arguments, strict=True)
        for where, key in spec["homes"][name]
        if (shape := _settled(own, where, key, value)) is not None
    }


def _settled(own: object, where: str, key: Any, value: Any) -> tuple[int, ...] | None:
    """Put an array to where an object keeps its own of that shape (a bias may be one row): the shape, or None."""
    with contextlib.suppress(AttributeError, LookupError, TypeError):
        place, at = (vars(own), where) if key is None else (getattr(own, where), key)
        kept = place[at]
        if isinstance(kept, np.ndarray) and kept.shape in (np.shape(value), (1, *np.shape(value))):
            if kept.dtype == float:
                kept[...] = value
            else:
                place[at] = np.reshape(value, kept.shape)
            return tuple(kept.shape)
    return None


def _in_shape(found: Any, own: tuple[int, ...] | None, like: Any) -> object:
    """A gradient in the shape of the parameter as we gave it, where it has the one in which the object keeps it."""
    return np.reshape(found, np.shape(like)) if own is not None and np.shape(found) == own else found


ADAPTERS: dict[str, Callable[..., object]] = {
    one.__name__: one for one in (layer, pair, loss, classifier, listed)
}
"""What aliases may call, by name."""
BUILDERS = (pair_of,)
"""What a `Calling` may call: every conversation has these names, and the others not, so that a notebook may have a loss of its own."""
