"""Load, before the first fork, everything that a submission may import: a sealed child opens no file."""

import contextlib
import importlib
import os
import pkgutil
import sys
import warnings
from collections.abc import Iterable, Sequence
from types import ModuleType

from autograder.sandbox import plotstub, scratch, threads
from autograder.sandbox.remote import testing

_STANDARD = """
__future__ abc argparse array ast asyncio atexit base64 bdb binascii bisect builtins bz2 calendar cmath cmd code codecs codeop
collections collections.abc colorsys concurrent.futures concurrent.futures.thread configparser contextlib contextvars
copy copyreg csv ctypes ctypes.util dataclasses datetime decimal difflib dis doctest enum errno faulthandler fcntl
fileinput fnmatch fractions functools gc genericpath getpass gettext glob graphlib gzip hashlib heapq hmac html imp
importlib importlib.abc importlib.machinery importlib.metadata importlib.resources importlib.util inspect io ipaddress
itertools json json.tool keyword linecache locale logging logging.config logging.handlers lzma math mmap multiprocessing
multiprocessing.dummy multiprocessing.pool multiprocessing.shared_memory multiprocessing.queues multiprocessing.synchronize numbers opcode operator optparse os os.path pathlib pdb pickle pickletools
pkgutil platform posixpath pprint profile cProfile pstats pydoc queue quopri random re reprlib resource runpy sched
secrets select selectors shlex shutil signal site socket stat statistics string stringprep struct subprocess symtable
sys sysconfig tempfile textwrap threading time timeit token tokenize trace traceback tracemalloc types typing
unicodedata unittest unittest.case unittest.main unittest.mock unittest.runner urllib urllib.error urllib.parse urllib.request uuid warnings weakref
zipfile zlib zipapp _strptime
encodings.ascii encodings.latin_1 encodings.utf_8 encodings.utf_8_sig encodings.utf_16 encodings.utf_32 encodings.idna
encodings.cp1252 encodings.cp437 encodings.cp949 encodings.euc_kr encodings.hex_codec encodings.raw_unicode_escape
encodings.unicode_escape
"""

_NUMPY = """
numpy numpy.linalg numpy.random numpy.fft numpy.ma numpy.ma.extras numpy.polynomial numpy.polynomial.polynomial
numpy.testing numpy.typing numpy.lib numpy.lib.stride_tricks numpy.lib.npyio numpy.lib.scimath numpy.lib.recfunctions
numpy.matlib numpy.char numpy.rec numpy.strings numpy.exceptions numpy.dtypes numpy.ctypeslib numpy.core
numpy.core.numeric numpy.core.multiarray numpy.core.fromnumeric numpy.core.umath
"""


def preload(more: Sequence[str] = ()) -> None:
    """Import numpy, the standard library's usual modules, the stand-ins and `more` packages, and warm them up.

    Of this package a child can import the stand-in for the self-check alone.

    Raises:
        RuntimeError: a package cannot be loaded; or more than one thread is running: forking would be unsafe.
    """
    plotstub.install()
    sys.modules["ssl"] = None  # type: ignore[assignment] # large, and there is no network to use it on
    _without_f2py()
    for name in (_NUMPY + _STANDARD).split():
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    del sys.modules["ssl"]
    for name in ("matplotlib.pyplot", "IPython.display", "tqdm.auto", "tqdm.notebook", "google.colab"):
        importlib.import_module(name)
    load(more)
    _other_names()
    _warm_up()
    scratch.prepare()
    vars(sys.modules["multiprocessing.pool"])["ThreadPool"] = threads.ThreadPool
    if os.path.isdir("/proc/self/task") and len(os.listdir("/proc/self/task")) != 1:
        remedy = "set OPENBLAS_NUM_THREADS=1 before starting it"
        raise RuntimeError(f"the fork server runs more than one thread; {remedy}")
    _hide_ourselves()


def _other_names() -> None:
    """What notebooks for other versions and machines say: numpy has taken out np.int and np.product, Python 3.12 has
    typing.override, and a long double is a double on some."""
    import typing

    import numpy as np

    vars(typing).setdefault("override", lambda method: method)

    names = {"float_": "float64", "complex_": "complex128", "Inf": "inf", "infty": "inf", "NaN": "nan"}
    names |= {"product": "prod", "cumproduct": "cumprod", "alltrue": "all", "sometrue": "any"}
    plain: dict[str, object] = {one.__name__: one for one in (int, float, complex, bool, object, str)}
    for name, value in (plain | {old: vars(np)[new] for old, new in names.items()}).items():
        vars(np).setdefault(name, value)
    # as on Windows and on ARM: who differentiates in more digits than ours is told by the same inputs
    vars(np).update(longdouble=np.float64, float128=np.float64)
    vars(np).update(clongdouble=np.complex128, complex256=np.complex128)


def preload_for_tests() -> None:
    """Import what an instructor's tests are written with: pytest where it is installed, the names of nose, ours."""
    import numpy as np

    with contextlib.suppress(ImportError):
        pytest = importlib.import_module("pytest")
        pytest.raises(ValueError, int, "a")
        assert pytest.approx(np.ones(2)) == np.ones(2)
    sys.modules.update(testing.modules())
    vars(sys.modules["autograder"])["testing"] = sys.modules["autograder.testing"]


def _without_f2py() -> None:
    """Keep out numpy's front end to a compiler, which numpy.matlib loads, and other packages with it."""
    import numpy as np

    stub = ModuleType("numpy.f2py")
    sys.modules[stub.__name__] = stub
    vars(np)["f2py"] = stub


def _hide_ourselves() -> None:
    """Leave of this package what a notebook imports: ``check`` and ``draw`` that do nothing, for grading asks by itself."""

    def nothing(*args: object, **options: object) -> None:
        """Do nothing while grading."""

    module = ModuleType("autograder.selfcheck", "Stands in for the self-check while grading.")
    module.check = module.draw = nothing  # type: ignore[attr-defined]
    package = ModuleType("autograder", "Stands in for the package while grading.")
    package.selfcheck = module  # type: ignore[attr-defined]
    for name in [name for name in sys.modules if name.partition(".")[0] == package.__name__]:
        del sys.modules[name]
    sys.modules.update({package.__name__: package, module.__name__: module})


def _warm_up() -> None:
    """Touch what is imported or computed at its first use only."""
    import logging
    import time

    import numpy as np

    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        square = np.array([[2.0, 1.0], [1.0, 3.0]])
        repr(square)
        str(square @ square)
        np.linalg.inv(square)
        np.einsum("ij,jk->ik", square, square)
        np.random.seed(0)  # noqa: NPY002 - students use it
        np.random.default_rng(0).normal(size=2)
        np.testing.assert_allclose(square, square)
        with contextlib.suppress(AssertionError):
            np.testing.assert_array_equal(square, square + 1)
    with contextlib.suppress(AssertionError):
        np.testing.assert_equal(1, 2)
    time.strptime("2020", "%Y")
    logging.getLogger().handlers.clear()
    with contextlib.suppress(KeyError, ImportError):
        os.path.expanduser("~")


_NO_PART = frozenset(("tests", "test", "testing", "conftest", "__main__"))
"""Modules that are no part of what a package does."""


def load(names: Iterable[str]) -> None:
    """Import packages with all their modules, since a sealed child opens no file when they are first used; one of those that cannot be
    imported here is left out.

    Raises:
        RuntimeError: a package itself cannot be imported.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in names:
            try:
                waiting = [importlib.import_module(name)]
            except Exception as error:
                raise RuntimeError(f"the package {name} cannot be loaded: {error}") from error
            while waiting:
                module = waiting.pop()
                for found in pkgutil.iter_modules(getattr(module, "__path__", [])):
                    if found.name in _NO_PART or found.name.startswith("test_"):
                        continue
                    # for another system, or with a library that is not here
                    with contextlib.suppress(BaseException):
                        part = importlib.import_module(f"{module.__name__}.{found.name}")
                        waiting += [part] if found.ispkg else []
