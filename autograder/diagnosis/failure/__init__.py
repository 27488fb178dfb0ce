"""An exception of a student's code, read beside the text: what names and lines it speaks of, and what stands there.

What else can be asked of it is in a module for each subject: `missing_names`, `attributes`, `shapes`.
"""

import ast
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property

from autograder.diagnosis.answer_text import Text
from autograder.model.question import Question
from autograder.notebook.code import stores
from autograder.notebook.nearness import nearest, same_name
from autograder.sandbox.protocol import Raised

_QUOTED = re.compile(r"'([\w.]++)'")
_OPERANDS = re.compile(r"for (?:unary )?(\S+?)(?: or pow\(\))?: '([\w.]++)'")
OPERATORS = {"+": "add", "-": "sub", "*": "mul", "/": "truediv", "**": "pow", "@": "matmul"}


@dataclass(frozen=True)
class Failure:
    """An exception: `ids` are the mistakes that the bank knows of the question."""

    error: Raised
    text: Text
    question: Question
    ids: frozenset[str] = frozenset()

    @cached_property
    def quoted(self) -> list[str]:
        """The names in its message."""
        return [name.rpartition(".")[2] for name in _QUOTED.findall(self.error.message)]

    @cached_property
    def name(self) -> str:
        """The name it speaks of: for an attribute the last, and none where its owner alone is named."""
        if self.error.type_name == "AttributeError":
            return self.quoted[-1] if len(self.quoted) > 1 else self.error.name
        return self.error.name or next(iter(self.quoted), "")

    @property
    def owner(self) -> str:
        """What the attribute was looked for in, or what was called; "" where that is not said."""
        enough = 1 if self.says("not callable") else 2
        return self.quoted[0] if len(self.quoted) >= enough else ""

    @cached_property
    def operator(self) -> str | None:
        """The method by which the target would know an operator that it does not know: __rsub__ for 1 - Value."""
        found = _OPERANDS.search(self.error.message)
        if found is None or self.text.target not in self.quoted:
            return None
        name = OPERATORS.get(found[1])
        if "unary" in self.error.message:
            name = "neg" if name == "sub" else ""
        elif name and found[2] != self.text.target:
            name = f"r{name}"
        return f"__{name}__" if name and f"__{name}__" not in self.methods else None

    @cached_property
    def scene(self) -> Text:
        """The cell that raised: the answer's, or one that its work stands on."""
        text, at = self.text, self.error.cell
        elsewhere = 0 <= at < len(text.notebook) and at != text.at and not self.question.given
        return replace(text, sources=(text.notebook[at],), at=at) if elsewhere else text

    @property
    def asked(self) -> bool:
        """The probe raised, and no line of the student's."""
        return self.error.cell < 0

    @property
    def is_its_own(self) -> bool:
        """No consequence of an exception before it: a name that is not known, a method that is not there or cannot be
        called so."""
        of_a_call = self.of("TypeError") and self.says(r"^[\w.]+\(\) (takes|missing|got)")
        missing = self.asked and self.of("AttributeError") and self.is_a_method()
        unwritten = missing or self.operator is not None
        return self.of("NameError", "UnboundLocalError") or of_a_call or unwritten

    def says(self, pattern: str) -> bool:
        """True when the message matches."""
        return re.search(pattern, self.error.message) is not None

    def of(self, *types: str) -> bool:
        """True for an exception of these types."""
        return self.error.type_name in types

    def near(self, names: Collection[str]) -> bool:
        """True when its name may be a misspelling of one of these."""
        return nearest(self.name, names) is not None

    def respelt(self, names: Collection[str]) -> bool:
        """True when its name is another spelling of one of these."""
        return any(same_name(self.name, other) for other in names)

    @property
    def methods(self) -> set[str]:
        """The names of the methods there are."""
        return {m.name for m in self.text.methods}

    def locals(self, *methods: str) -> set[str]:
        """Names that methods set (of these names, or all)."""
        own = (m for m in self.text.methods if not methods or m.name in methods)
        return {name.id for method in own for name in stores(method)}

    def around(self, line: int) -> ast.FunctionDef | None:
        """The innermost function that a line of the scene stands in."""
        return self._homes.get(line)

    @cached_property
    def _homes(self) -> dict[int, ast.FunctionDef]:
        """The innermost function of each line of the scene that stands in one."""
        outer_first = sorted(self.scene.functions, key=lambda f: f.lineno)
        return {line: f for f in outer_first for line in range(f.lineno, (f.end_lineno or 0) + 1)}

    def is_within(self, block: ast.FunctionDef | ast.ClassDef) -> bool:
        """The line that raised stands in a function or class of the scene."""
        return block.lineno <= self.error.line <= (block.end_lineno or 0)

    @property
    def loads(self) -> set[str]:
        """Names that are read in the line that raised."""
        names = (n for n in self.scene.nodes if isinstance(n, ast.Name) and n.lineno == self.error.line)
        return {n.id for n in names if isinstance(n.ctx, ast.Load)}

    def is_of_an_uncalled_class(self) -> bool:
        """A class was taken for an object, since it was never called: layer = Relu."""
        name = self.error.message.partition(".")[0] if self.says(r"^\w+\.\w+\(\) missing 1 ") else ""
        holders = (n for n in self.text.nodes if isinstance(n, ast.Assign | ast.List | ast.Tuple | ast.Dict))
        held = (n for one in holders for n in ast.iter_child_nodes(one))
        return any(isinstance(n, ast.Name) and n.id == name for n in held)

    def is_of_the_constructor(self) -> bool:
        """The object could not be made."""
        called = self.owner or self.error.message.split("(")[0]
        made = called == self.text.target and called not in {one.name for one in self.text.functions}
        return made or self.says(r"__init__\(\)")

    def is_a_method(self) -> bool:
        """A method is nearly called so, or the course's methods are."""
        model = {m.name for m in self.text.model.methods} if self.text.model else set()
        return self.name in model | {"forward", "backward", "__call__"} or self.near(self.methods)

    @cached_property
    def line(self) -> set[str]:
        """Attributes in the line that raised, and "@" and "*" for products."""
        lines = [n for n in self.scene.nodes if isinstance(n, ast.stmt) and n.lineno == self.error.line]
        inner = [m for n in lines for m in ast.walk(n)]
        signs = {"@": ast.MatMult, "*": ast.Mult}
        used = [m.op for m in inner if isinstance(m, ast.BinOp)]
        found = {sign for sign, kind in signs.items() if any(isinstance(one, kind) for one in used)}
        return {getattr(m, "attr", "") for m in inner} | found

    def at_home(self) -> bool:
        """What raised is the target itself or a parent of it, and no other class that it uses: a layer in a network."""
        lines = [one for one in self.scene.classes if self.is_within(one)]
        stranger = bool(lines) and lines[-1].name not in self.text.family
        return self.asked or not stranger or self.text.target not in self.text.family
