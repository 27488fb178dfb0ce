"""Stand-ins for what notebooks import but grading does not need: plots, progress bars, rich display.

``import matplotlib.pyplot as plt``, ``from tqdm.auto import tqdm`` and their like must not break an answer, and the
real packages would triple the size of the fork server. Everything drawn is discarded; a progress bar passes its
iterable through.
"""

from __future__ import annotations

# ruff: noqa: ARG002, ARG004, ARG001, D102 - stand-ins accept all that the real ones accept
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, Self

PACKAGES = frozenset(
    ["matplotlib", "pylab", "mpl_toolkits", "seaborn", "IPython", "tqdm", "google", "ipywidgets"]
)
_ITEMS = {"hist": 3, "boxplot": 0, "plot": 1}


class Stub:
    """Whatever is asked of it, it is: called, indexed, entered, iterated as ``items`` more of its kind."""

    def __init__(self, name: str = "stub", items: int = 2) -> None:
        self._name, self._items = name, items

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return Stub(name)

    def __call__(self, *args: object, **options: object) -> Stub:
        return Stub(self._name, _ITEMS.get(self._name, 2))

    def __getitem__(self, key: object) -> Stub:
        return Stub(self._name)

    def __setitem__(self, key: object, value: object) -> None:
        pass

    def __iter__(self) -> Iterator[Stub]:
        return iter([Stub(self._name) for _ in range(self._items)])

    def __len__(self) -> int:
        return self._items

    def __array__(self, dtype: Any = None, copy: object = None) -> object:
        import numpy as np

        return np.asarray(np.nan, dtype)  # of items of items without end numpy would make an array

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __repr__(self) -> str:
        return f"<{self._name}: not drawn while grading>"


class progress(Stub):  # noqa: N801 - it stands for tqdm.tqdm
    """A progress bar that shows nothing: ``tqdm(iterable)`` yields what the iterable yields."""

    def __init__(self, iterable: Iterable[object] | None = None, *args: object, **options: Any) -> None:
        super().__init__("progress")
        self.iterable = iterable if iterable is not None else range(options.get("total") or 0)
        self.n = 0

    def __iter__(self) -> Iterator[Any]:
        return iter(self.iterable)

    def __len__(self) -> int:
        return len(self.iterable)  # type: ignore[arg-type]

    @staticmethod
    def write(text: object = "", *args: object, **options: object) -> None:
        """Print a line, as the real bar would above itself."""
        print(text)


def trange(*args: int, **options: object) -> progress:
    """Stand in for ``tqdm.trange``."""
    return progress(range(*args))


class StubModule(ModuleType):
    """A module whose every name is a ``Stub``."""

    __path__: list[str] = []  # noqa: RUF012 - a package without a place: submodules come from the finder below

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        if self.__name__.partition(".")[0] == "tqdm":
            return trange if name in ("trange", "tnrange") else progress
        vars(self)[name] = Stub(name)  # the same one each time, as `pyplot is plt` may be asked
        return vars(self)[name]


class StubFinder:
    """Finds every module of the packages that are stood in for; goes first in ``sys.meta_path``."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: object = None) -> ModuleSpec | None:
        """Return the spec of a stand-in, or None for modules of which nothing is known here."""
        if name.partition(".")[0] not in PACKAGES:
            return None
        return ModuleSpec(name, StubFinder, is_package=True)  # type: ignore[arg-type]

    @staticmethod
    def create_module(spec: ModuleSpec) -> ModuleType:
        """Make the stand-in of a module."""
        return StubModule(spec.name, "Stands in for a package that grading does not need.")

    @staticmethod
    def exec_module(module: ModuleType) -> None:
        """Run nothing: a stand-in has no code."""


def stand_in(name: str, made: dict[str, ModuleType]) -> ModuleType:
    """The stand-in of a module, as an import leaves it but beside `sys.modules`: those of one run are kept in `made`."""
    whole, _, part = name.rpartition(".")
    if name not in made:
        made[name] = StubFinder.create_module(ModuleSpec(name, None))
        if whole:
            vars(stand_in(whole, made))[part] = made[name]
    return made[name]


def install() -> None:
    """Let imports of the packages find their stand-ins, from now on and in every child."""
    if StubFinder not in sys.meta_path:
        sys.meta_path.insert(0, StubFinder)
