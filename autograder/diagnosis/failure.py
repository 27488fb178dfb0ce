"""An exception of a student's code, read beside the text: what names and lines it speaks of, and what stands there."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from autograder.diagnosis import habits
from autograder.diagnosis.text import Text
from autograder.model.question import Question
from autograder.notebook.code import stores
from autograder.notebook.nearness import nearest, same_name, slips
from autograder.sandbox.protocol import Raised


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
        return re.findall(r"'(\w+)'", self.error.message)

    @cached_property
    def name(self) -> str:
        """The name it speaks of: for an attribute the last, and none where its owner alone is named."""
        if self.error.type_name == "AttributeError":
            return self.quoted[-1] if len(self.quoted) > 1 else self.error.name
        return self.error.name or "".join(self.quoted[:1])

    @property
    def owner(self) -> str:
        """What the attribute was looked for in, or what was called; "" where that is not said."""
        enough = 1 if self.says("not callable") else 2
        return self.quoted[0] if len(self.quoted) >= enough else ""

    @property
    def asked(self) -> bool:
        """The probe raised, and no line of the student's."""
        return self.error.cell < 0

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

    def has_lost_its_parent(self) -> bool:
        """A class that stands alone, where the reference's inherits from another."""
        model = self.text.model.classes if self.text.model else ()
        inherits = any(one.name == self.owner and one.bases for one in model)
        return inherits and any(one.name == self.owner and not one.bases for one in self.text.classes)

    def nearly_self(self) -> bool:
        """The first parameter of a method is a misspelt self."""
        first = (m.args.args[0].arg for m in self.text.methods if m.args.args)
        return any(0 < slips(name, "self") <= 2 for name in first)

    def near_the_target(self) -> bool:
        """The target was asked for, and something is nearly called so."""
        return self.name == self.text.target and self.near(self.text.blocks)

    def near_a_name(self) -> bool:
        """Something that could be meant is nearly called so."""
        return self.near(self.text.bound | self.text.attributes | self.text.namespace | habits.KNOWN_NAMES)

    def bound_later(self) -> bool:
        """The name is bound below the line that raised."""
        later = any(n.id == self.name and n.lineno > self.error.line for n in self.text.top())
        return later or self.of("UnboundLocalError") or self.says("local variable")

    @property
    def constructor(self) -> ast.FunctionDef | None:
        """The constructor that raised."""
        inits = (m for m in self.text.methods if m.name == "__init__")
        return next((m for m in inits if m.lineno <= self.error.line <= (m.end_lineno or 0)), None)

    def is_no_parameter(self) -> bool:
        """In a constructor: another spelling of a parameter, or near nothing."""
        parameters = [a.arg for a in self.constructor.args.args] if self.constructor else []
        return self.constructor is not None and (self.respelt(parameters) or not self.near_a_name())

    def is_a_method(self) -> bool:
        """A method is nearly called so, or the course's methods are."""
        return self.name in ("forward", "backward", "__call__") or self.near(self.methods)

    def begins_like_a_method(self) -> bool:
        """A method is nearly called so or begins alike (four letters), and none of the name hides within another."""
        begun = any(len(m) >= 4 and self.name[:4] == m[:4] for m in self.methods)
        nested = any(f.name == self.name and f not in self.text.methods for f in self.text.functions)
        return not nested and (begun or self.near(self.methods))

    def near_a_place(self) -> bool:
        """Near an attribute that the reference knows, or one that is set here, or a method."""
        own, expected = self.text.stored | self.methods, self.text.expected
        return (self.name not in expected and self.near(expected)) or (
            self.name not in own and self.near(own)
        )

    def is_builtin(self) -> bool:
        """An attribute is meant, and without self its name is Python's."""
        used = {n.id for n in self.text.nodes if isinstance(n, ast.Name)}
        return bool(set(dir(builtins)) & used & (self.text.expected | self.text.stored))

    def has_this_key(self) -> bool:
        """A string is there that is the key with a letter more or less, or another spelling of it."""
        wanted = self.error.message.strip("'")
        keys = {n.value for n in self.text.nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}
        return any(same_name(k, wanted) or (len(k) != len(wanted) and slips(k, wanted) <= 1) for k in keys)

    def stays_none(self) -> bool:
        """A place that the constructor or the class sets to None is never filled."""
        init = self.text.method("__init__")
        body = [s for one in self.text.classes for s in one.body if isinstance(s, ast.Assign)]
        inner = [n for part in (*body, *([init] if init else [])) for n in ast.walk(part)]
        nothing = any(isinstance(n, ast.Constant) and n.value is None for n in inner)
        return nothing and not self.asked and self.text.method("forward") is not None

    def was_never_set(self) -> bool:
        """An attribute of an own object that is nothing else, and was not deleted."""
        own = not self.owner or self.owner in {one.name for one in self.text.classes}
        deleted = any(isinstance(n, ast.Delete) for n in self.text.nodes)
        return own and not deleted and self.name not in self.methods

    def has_empty_constructor(self) -> bool:
        """The constructor should keep something, and does nothing."""
        init = self.text.method("__init__")
        empty = init is not None and all(isinstance(s, ast.Pass) for s in init.body)
        return empty and bool(self.question.init)

    @cached_property
    def line(self) -> set[str]:
        """Attributes in the line that raised, and "@" for a matrix product."""
        lines = [n for n in self.text.nodes if isinstance(n, ast.stmt) and n.lineno == self.error.line]
        inner = [m for n in lines for m in ast.walk(n)]
        product = any(isinstance(m, ast.BinOp) and isinstance(m.op, ast.MatMult) for m in inner)
        return {getattr(m, "attr", "") for m in inner} | ({"@"} if product else set())

    def converts(self) -> bool:
        """An array was given to float or int."""
        return self.says("Python scalars|length-1") and habits.mentions(self.text, "float", "int")

    def multiplies(self) -> bool:
        """The answer cell raised, in a question of matrix products."""
        products = bool(self.text.expected & {"T", "dot", "matmul"}) or "T" in self.text.attributes
        return products and self.error.cell == self.text.at
