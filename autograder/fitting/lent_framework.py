"""What files of a define-by-run framework lean on and import from earlier ones, as text to be sent along with them.

One Variable and one Function for all steps of *DeZero*: without a check of types, with `input` and `inputs`, with outputs that
are weak references and may be used as if they were none. Like the helpers they are sent to notebooks from elsewhere
alone, for what these lack and are not asked for.
"""

import sys
import weakref
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import numpy as np


class Variable:
    """A box for an array, a gradient and a creator."""

    def __init__(self, data: Any, name: str | None = None) -> None:
        self.data, self.name, self.grad = data, name, None
        self.creator: Any = None
        self.generation = 0

    def set_creator(self, func: object) -> None:
        """Remember the function that made this variable."""
        self.creator = func
        self.generation = getattr(func, "generation", 0) + 1

    def cleargrad(self) -> None:
        """Forget the gradient."""
        self.grad = None

    def backward(self, *_: object, **__: object) -> None:
        """Walk back to the variables at the beginning, through functions of any step."""
        if self.grad is None:
            self.grad = np.ones_like(self.data)
        waiting, seen = [self.creator] if self.creator is not None else [], set[int]()
        while waiting:
            function = max(waiting, key=lambda one: getattr(one, "generation", 0))
            waiting.remove(function)
            gradients = function.backward(*(output.grad for output in ends(function, "output")))
            gradients = gradients if isinstance(gradients, tuple) else (gradients,)
            for one, gradient in zip(ends(function, "input"), gradients, strict=False):
                one.grad = gradient if one.grad is None else one.grad + gradient
                creator = getattr(one, "creator", None)
                if creator is not None and id(creator) not in seen:
                    seen.add(id(creator))
                    waiting.append(creator)


class Calculating(np.lib.mixins.NDArrayOperatorsMixin, Variable):
    """A variable as the whole library has it, which calculates; the result is a plain array."""

    __array_priority__ = 200

    def __array_ufunc__(self, ufunc: object, method: str, *inputs: object, **options: object) -> object:
        """Arithmetic and functions of numpy, on the arrays."""
        return getattr(ufunc, method)(*(plain(one) for one in inputs), **options)

    def __getattr__(self, name: str) -> Any:
        """shape, ndim, size, dtype, T and the like: those of the array."""
        if name.startswith("_") or name == "data":
            raise AttributeError(name)
        return getattr(self.data, name)


class Function:
    """The base class of functions: one or more variables in, one or more out."""

    def __call__(self, *inputs: Any) -> Any:
        """Variables of what forward makes of the arrays, with all the links that any step keeps."""
        boxes = [as_variable(one) for one in inputs]
        made = self.forward(*(one.data for one in boxes))
        outputs = [type(boxes[0])(as_array(one)) for one in (made if isinstance(made, tuple) else (made,))]
        self.generation = max(getattr(one, "generation", 0) for one in boxes)
        for output in outputs:
            if hasattr(output, "set_creator"):
                output.set_creator(self)
        self.input, self.inputs = boxes[0], tuple(boxes)
        self.output, self.outputs = outputs[0], [Link(one) for one in outputs]
        return outputs if len(outputs) > 1 else outputs[0]

    def forward(self, *xs: Any) -> Any:
        """Written by each function."""
        raise NotImplementedError

    def backward(self, *gys: Any) -> Any:
        """Written by each function."""
        raise NotImplementedError


class OfOne(Function):
    """The base class as it is up to the tenth step."""

    def __call__(self, *inputs: Any) -> Any:
        """Without the links of later steps."""
        made = super().__call__(*inputs)
        del self.inputs, self.outputs
        return made


class OfSeveral(Function):
    """The base class as it is from the eleventh step on."""

    def __call__(self, *inputs: Any) -> Any:
        """Without the links of earlier steps."""
        made = super().__call__(*inputs)
        self.kept = self.output  # alive as long as the function
        del self.input, self.output
        return made


class Link(weakref.ref):  # type: ignore[type-arg]
    """A weak reference that may be called, as from the seventeenth step on, or used as the variable itself."""

    def __getattr__(self, name: str) -> Any:
        """What the variable has."""
        return getattr(self(), name)

    def __setattr__(self, name: str, value: object) -> None:
        """Of the variable."""
        setattr(self(), name, value)


class OnOwn:
    """A function made of the notebook's own Function, where it has one."""

    def __new__(cls) -> Any:
        """An object of it."""
        own = getattr(sys.modules["__main__"], "Function", Function)
        names = {name: value for name, value in vars(cls).items() if name in ("forward", "backward")}
        return type(cls.__name__, (own,), names)()


class Square(OnOwn):
    """x ** 2."""

    def forward(self, x: Any) -> Any:
        """The square."""
        self._x = x
        return x**2

    def backward(self, gy: Any) -> Any:
        """The gradient for x."""
        return 2 * self._x * gy


class Exp(OnOwn):
    """e ** x."""

    def forward(self, x: Any) -> Any:
        """The exponential."""
        self._y = np.exp(x)
        return self._y

    def backward(self, gy: Any) -> Any:
        """The gradient for x."""
        return self._y * gy


def square(x: object) -> Any:
    """Square as a plain function."""
    return Square()(x)


def exp(x: object) -> Any:
    """Exp as a plain function."""
    return Exp()(x)


def as_array(x: object) -> Any:
    """A number as an array."""
    return np.array(x) if np.isscalar(x) else x


def as_variable(x: object) -> Any:
    """A variable as it is, an array or number in a new one."""
    return x if hasattr(x, "data") and not isinstance(x, np.ndarray | np.generic) else Variable(as_array(x))


def plain(x: object) -> Any:
    """The array in a variable."""
    return x.data if isinstance(x, Variable) else x


def ends(function: object, end: str) -> list[Any]:
    """The variables at an end of a function of any step: its `input`, or its `inputs`, which may be weak references."""
    several = getattr(function, f"{end}s", None)
    found = [getattr(function, end)] if several is None else several
    return [one() if isinstance(one, weakref.ref) else one for one in found]


class Config:
    """Switches of later steps."""

    enable_backprop = True
    train = True


@contextmanager
def using_config(name: str, value: object) -> Iterator[None]:
    """A switch set for a while."""
    kept = getattr(Config, name)
    setattr(Config, name, value)
    try:
        yield
    finally:
        setattr(Config, name, kept)


def no_grad() -> AbstractContextManager[None]:
    """No links for a while."""
    return using_config("enable_backprop", False)


def get_array_module(*_: object) -> Any:
    """The library of an array: numpy."""
    return np


def as_numpy(x: object) -> Any:
    """The array in a variable, or an array as it is."""
    return as_array(plain(x))


class Parameter(Variable):
    """A variable that is trained."""


CORE = ("Variable", "Function", "as_array", "Square", "Exp", "square", "exp")
"""What is sent wherever one of all is imported, as one stands on the other."""
FRAMEWORK = frozenset({*CORE, "as_variable", "Config", "using_config", "no_grad", "Parameter"})
ARRAYS = frozenset({"get_array_module", "as_numpy"})
"""Of files that calculate on graphics cards, where there are some."""
