"""Modules that a course hands out beside a notebook, `files: [helpers.py]`: imported from their text, wherever its cells run."""

import contextlib
import sys
from collections.abc import Iterator, Mapping
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from types import ModuleType

_SUFFIX, _PACKAGE = ".py", "/__init__.py"


def module_names(files: Mapping[str, bytes]) -> frozenset[str]:
    """The names under which files are imported: helpers for helpers.py, plots for plots/__init__.py."""
    stems = (name.removesuffix(_PACKAGE).removesuffix(_SUFFIX) for name in files if name.endswith(_SUFFIX))
    return frozenset(stem.partition("/")[0] for stem in stems)


class _Modules(MetaPathFinder, Loader):
    """Finds modules among files, by name, and makes them from their text."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        stem = name.replace(".", "/")
        found = next((one for one in (stem + _PACKAGE, stem + _SUFFIX) if one in self.files), None)
        if found is None and any(one.startswith(stem + "/") and one.endswith(_SUFFIX) for one in self.files):
            return ModuleSpec(name, None, is_package=True)  # a folder of modules
        if found is None:
            return None
        return spec_from_loader(name, self, origin=found, is_package=found.endswith(_PACKAGE))

    def exec_module(self, module: ModuleType) -> None:
        spec = module.__spec__
        assert spec is not None
        origin = str(spec.origin)
        exec(compile(self.files[origin], f"<{origin}>", "exec", dont_inherit=True), vars(module))


def stand(files: Mapping[str, bytes]) -> None:
    """Make modules importable from now on; call it in a child."""
    if module_names(files):
        sys.meta_path.insert(0, _Modules(files))


@contextlib.contextmanager
def importable(files: Mapping[str, bytes]) -> Iterator[None]:
    """Make modules importable for a while, whatever other modules have their names."""
    names = module_names(files)
    if not names:
        yield
        return
    finder, others = _Modules(files), _taken_out(names)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        _taken_out(names)
        sys.modules.update(others)


def _taken_out(names: frozenset[str]) -> dict[str, ModuleType]:
    """Take modules and all that is in them out of those that are imported."""
    return {name: sys.modules.pop(name) for name in list(sys.modules) if name.partition(".")[0] in names}
