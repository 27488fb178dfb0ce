"""What code reaches for that no exercise needs: other processes, the network, Python's own frames and objects.

Only its text is read, so that a person can be told what was tried even where the sandbox answered with an exception and the code
went on. Nobody loses a point by it, and nobody who hides the names is found.
"""

import ast
import re
from collections.abc import Iterable, Iterator

from autograder.notebook.code import code

MODULES = frozenset({"ctypes", "socket", "subprocess"})
"""Whatever is used of them."""
PARTS = frozenset(
    {
        "gc.get_objects", "gc.get_referents", "gc.get_referrers", "inspect.currentframe", "inspect.stack", "inspect.trace",
        "os._exit", "os.fork", "os.forkpty", "os.kill", "os.killpg", "os.popen", "os.system", "sys._current_frames",
        "sys._getframe", "sys.setprofile", "sys.settrace",
    }
)  # fmt: skip
"""Parts of modules that are used for much else."""
BEGINNINGS = (
    "os.exec", "os.posix_spawn", "os.spawn", "autograder.sandbox", "autograder.grading", "autograder.host",
)  # fmt: skip
ATTRIBUTES = frozenset(
    {"__subclasses__", "__globals__", "f_back", "f_globals", "f_locals", "gi_frame", "tb_frame"}
)
"""The way to Python's own objects, on whatever it is taken."""
_WORDS = {name.split(".")[-1] for name in (*MODULES, *PARTS, *ATTRIBUTES)} | {"exec", "spawn", "autograder"}
_ANY = re.compile("|".join(map(re.escape, sorted(_WORDS))))
"""What stands in a text that has any of these: nearly none has, and is not read further."""


def reached(sources: Iterable[str]) -> list[str]:
    """What the cells of a submission reach for, as dotted names, each once and in order."""
    texts = list(sources)
    if not any(map(_ANY.search, texts)):
        return []
    readable = [code(text) for text in texts]
    names: dict[str, str] = {}
    for one in readable:
        for node in one.nodes:
            names |= dict(_imported(node))
    found = (name for one in readable for node in one.nodes for name in _reached(node, names))
    return list(dict.fromkeys(name for name in found if _is_told(name)))


def _imported(node: ast.AST) -> Iterator[tuple[str, str]]:
    """Names that an import gives, and what they stand for."""
    if isinstance(node, ast.Import):
        yield from (
            (one.asname, one.name) if one.asname else (top := one.name.partition(".")[0], top)
            for one in node.names
        )
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield from ((one.asname or one.name, f"{node.module}.{one.name}") for one in node.names)


def _reached(node: ast.AST, names: dict[str, str]) -> Iterator[str]:
    """What an expression stands for, where it is a name of a module or a part of one."""
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield from (f"{node.module}.{one.name}" for one in node.names)
    elif isinstance(node, ast.Attribute):
        if isinstance(node.value, ast.Name) and node.value.id in names:
            yield f"{names[node.value.id]}.{node.attr}"
        elif node.attr in ATTRIBUTES:
            yield node.attr


def _is_told(name: str) -> bool:
    return (
        name.partition(".")[0] in MODULES
        or name in PARTS
        or name in ATTRIBUTES
        or name.startswith(BEGINNINGS)
    )
