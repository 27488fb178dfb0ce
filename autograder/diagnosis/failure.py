"""An exception of a student's code, read beside the text: what names and lines it speaks of, and what stands there."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from autograder.diagnosis.text import KNOWN_NAMES, Text
from autograder.fitting.lent import HELPERS
from autograder.model.question import Question
from autograder.notebook.code import code, stores
from autograder.notebook.nearness import is_class_of, nearest, same_name, slips
from autograder.sandbox.protocol import Raised

_QUOTED = re.compile(r"'([\w.]++)'")
_PAIR = re.compile(r"\((\d++), ?(\d++)\)")
_TRANSPOSE = re.compile(r"\.T\b|transpose")
_OPERANDS = re.compile(r"for (?:unary )?(\S+?)(?: or pow\(\))?: '([\w.]++)'")
LONG_BUILTINS = frozenset(name for name in dir(builtins) if len(name) > 4)
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
        return self.error.name or "".join(self.quoted[:1])

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
        name = OPERATORS.get(found[1], "")
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

    def has_lost_its_parent(self) -> bool:
        """A class that inherits from nothing, or only from classes that are another's, where the reference's inherits."""
        name = self.owner or (self.text.target if self.asked and self.is_of_the_constructor() else None)
        model = self.text.model.classes if self.text.model else ()
        wanted = {base for one in model if one.name == name for base in bases_of(one)}
        known = self.text.functions_standing | {"object"}
        strange = any(one.name == name and bases_of(one) <= known for one in self.text.classes)
        return bool(wanted) and strange and not wanted & self.text.family_of(str(name))

    def nearly_self(self) -> bool:
        """The first parameter of a method is a misspelt self."""
        first = (m.args.args[0].arg for m in self.text.methods if m.args.args)
        return any(0 < slips(name, "self") <= 2 for name in first)

    def near_the_target(self) -> bool:
        """The target was asked for, and something is nearly called so."""
        return self.name == self.text.target and self.near(self.text.blocks)

    def near_a_name(self) -> bool:
        """Something that could be meant is nearly called so: no class, for a name in small letters."""
        known = self.text.bound | self.text.attributes | self.text.namespace | KNOWN_NAMES
        return not self._is_composed() and self.near({n for n in known if not is_class_of(n, self.name)})

    def _is_composed(self) -> bool:
        """The gradient of names that there are (dqdx), or two of them without a sign between them (xy): spelt as it was meant."""
        name, own = self.name, self.text.bound
        cuts = [(name[:i], name[i:]) for i in range(1, len(name)) if name[:i] != name[i:]]
        gradient = any(
            left[:1] == "d" and left[1:] in own and right[:1] == "d" and right[1:] in own
            for left, right in cuts
        )
        return not self.respelt(own) and (gradient or any({*cut} <= own | {"d"} for cut in cuts))

    def is_asked_for(self) -> bool:
        """The very name of a variable that the exercise asks for, and nothing else is nearly called so."""
        asked = set(self.question.asked)
        return bool(self.question.given) and self.name in asked and not self.near(self.text.bound - asked)

    def is_a_parameter(self) -> bool:
        """A method has a parameter of that name."""
        return self.name in self.text.parameters

    def is_asked_of(self) -> bool:
        """The method that raised is one that the exercise has, and no helper of the student's own."""
        here, model = self._around(self.error.line), self.text.model
        return model is None or here is None or here.name in {m.name for m in model.functions}

    def is_in_a_method(self) -> bool:
        """A line of a method raised."""
        return any(m.lineno <= self.error.line <= (m.end_lineno or 0) for m in self.scene.methods)

    def comes_from_elsewhere(self) -> bool:
        """The name is taken from a file that was not handed in."""
        return self.name in self.text.imported

    def is_misspelt_helper(self) -> bool:
        """The name is taken from the books' file of helper functions, which has one that is nearly called so."""
        nodes = (node for source in self.text.notebook for node in code(source).nodes)
        froms = [one for one in nodes if isinstance(one, ast.ImportFrom) and one.module]
        names = {a.name for one in froms for a in one.names if str(one.module).endswith("functions")}
        return self.name in names - HELPERS and self.near(HELPERS)

    def may_come_from_elsewhere(self) -> bool:
        """Everything is taken from such a file."""
        return "*" in self.text.imported

    def is_unknown_to_its_method(self) -> bool:
        """The method has a parameter that it does not use, and the name is nearly neither that nor one of its own."""
        method = self._around(self.error.line)
        used = {n.id for n in ast.walk(method) if isinstance(n, ast.Name)} if method else set()
        unused = {a.arg for a in method.args.args} - used - {"self"} if method else set()
        own = {n.id for n in stores(method)} if method else set()
        return bool(unused) and not self.near(unused | own)

    def _around(self, line: int) -> ast.FunctionDef | None:
        """The innermost function that a line of the scene stands in."""
        return self._homes.get(line)

    @cached_property
    def _homes(self) -> dict[int, ast.FunctionDef]:
        """The innermost function of each line of the scene that stands in one."""
        outer_first = sorted(self.scene.functions, key=lambda f: f.lineno)
        return {line: f for f in outer_first for line in range(f.lineno, (f.end_lineno or 0) + 1)}

    def _sets(self, name: str) -> list[ast.Assign]:
        """The assignments that give an attribute of that name something else than None."""
        assigned = [n for n in self.scene.nodes if isinstance(n, ast.Assign)]
        return [
            n
            for n in assigned
            if not (isinstance(n.value, ast.Constant) and n.value.value is None)
            and any(
                isinstance(t, ast.Attribute) and isinstance(t.ctx, ast.Store) and t.attr == name
                for x in n.targets
                for t in ast.walk(x)
            )
        ]

    def is_kept(self) -> bool:
        """An attribute has exactly this name, and was set before the line that raised, or by another method."""
        here = self._around(self.error.line)
        return any(
            n.lineno < self.error.line or here is not self._around(n.lineno) for n in self._sets(self.name)
        )

    def is_set_too_late(self) -> bool:
        """The attribute is set below, in the same method, and nowhere else."""
        here = self._around(self.error.line)
        sets = self._sets(self.name)
        return (
            bool(sets)
            and all(n.lineno >= self.error.line and here is self._around(n.lineno) for n in sets)
            and self.error.cell == self.scene.at
        )

    def reads_too_early(self) -> bool:
        """An attribute in the line that raised is None, and is filled below it, in the same method, and nowhere else."""
        here, line = self._around(self.error.line), self.error.line
        sets = [self._sets(name) for name in sorted(self.line & self.text.filled)]
        below = (one and all(n.lineno > line and here is self._around(n.lineno) for n in one) for one in sets)
        return here is not None and any(below)

    def is_no_attribute(self) -> bool:
        """An argument or a local variable of the method that raised, and no other method reads such an attribute; or a
        function of the notebook that is called."""
        here, line = self._around(self.error.line), self.error.line
        if here is None or self.name in self.text.stored or not self._reads_of_self():
            return False
        own = {n.id for n in stores(here) if n.lineno < line} | names_of(here)
        others = (ast.dump(m) for m in self.scene.methods if m is not here)
        elsewhere = any(f"attr='{self.name}'" in one for one in others)
        called = self.calls_it() and self.name in self.text.functions_standing
        return called or (self.name in own and not elsewhere)

    def _reads_of_self(self) -> bool:
        """The line that raised reads self.name, and does more than to compare it."""
        statements = (n for n in self.scene.nodes if isinstance(n, ast.stmt) and n.lineno == self.error.line)
        inner = {ast.unparse(m) for n in statements for m in ast.walk(n) if isinstance(m, ast.Attribute)}
        return not self._compares() and f"self.{self.name}" in inner

    def _compares(self) -> bool:
        """The line that raised compares, and does nothing with it: self.x == x for self.x = x."""
        lines = (n for n in self.scene.nodes if isinstance(n, ast.Expr) and n.lineno == self.error.line)
        return any(isinstance(n.value, ast.Compare) for n in lines)

    def calls_it(self) -> bool:
        """The attribute is called in the line that raised."""
        calls = (n.func for n in self.scene.nodes if isinstance(n, ast.Call) and n.lineno == self.error.line)
        return any(isinstance(one, ast.Attribute) and one.attr == self.name for one in calls)

    def is_kept_by_another_name(self) -> bool:
        """What is missing, or None, was stored under another name: self.a = x for self.x."""
        return bool(({self.name} if self.of("AttributeError") else self._empty) & self.text.kept)

    @property
    def loads(self) -> set[str]:
        """Names that are read in the line that raised."""
        names = (n for n in self.scene.nodes if isinstance(n, ast.Name) and n.lineno == self.error.line)
        return {n.id for n in names if isinstance(n.ctx, ast.Load)}

    def is_kept_elsewhere(self) -> bool:
        """A method has a local variable of that name, which is set before it is needed, or the constructor was given it."""
        here, line = self._around(self.error.line), self.error.line
        found = ((m, n) for m in self.text.methods for n in stores(m) if n.id == self.name)
        init = self.text.method("__init__")
        given = init is not None and init is not here and self.name in {a.arg for a in init.args.args}
        return self._is_own() and (given or any(m is not here or n.lineno < line for m, n in found))

    def _is_own(self) -> bool:
        """An object of a class of the answer lacks it."""
        return not self.owner or self.owner in {one.name for one in self.text.classes}

    def has_stored_nothing(self) -> bool:
        """forward raised before it stored anything: what follows has nothing to rest on."""
        here = self._around(self.error.line)
        if here is None or here.name != "forward":
            return False
        before = [one for one in here.body if one.lineno <= self.error.line][:-1]
        return not any(
            isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store)
            for one in before
            for n in ast.walk(one)
        )

    def is_for_later(self) -> bool:
        """What is missing should have been stored by forward, which has no part in raising."""
        here = self._around(self.error.line)
        raises = here is not None and here.name in ("forward", "__init__") and not self._compares()
        return self.text.method("forward") is not None and not raises

    def is_set_nowhere(self) -> bool:
        """No class of the notebook sets such an attribute, and the object is one of an own class."""
        set_somewhere = any(self.name in code(source).attributes_set for source in self.text.notebook)
        return self.was_never_set() and self.at_home() and not set_somewhere

    @cached_property
    def _empty(self) -> set[str]:
        """Attributes that stay None: those of the line that raised, or all where it has none that is stored."""
        return ((self.line & self.text.stored) or set(self.text.stored)) - self.text.filled

    def is_of_an_uncalled_class(self) -> bool:
        """A class was taken for an object, since it was never called: layer = Relu."""
        name = self.error.message.partition(".")[0] if self.says(r"^\w+\.\w+\(\) missing 1 ") else ""
        holders = (n for n in self.text.nodes if isinstance(n, ast.Assign | ast.List | ast.Tuple | ast.Dict))
        held = (n for one in holders for n in ast.iter_child_nodes(one))
        return any(isinstance(n, ast.Name) and n.id == name for n in held)

    def reads_globals(self) -> bool:
        """The line that raised computes with variables of the notebook."""
        here = self._around(self.error.line)
        if here is None or self.error.cell != self.scene.at:
            return False
        lines = [n for n in ast.walk(here) if isinstance(n, ast.stmt) and n.lineno == self.error.line]
        loads = {n.id for one in lines for n in ast.walk(one) if isinstance(n, ast.Name)}
        module = {name for source in self.text.notebook for name in code(source).names - code(source).blocks}
        return bool(loads & module - {n.id for n in stores(here)} - {a.arg for a in here.args.args})

    def lacks_its_object(self) -> bool:
        """A method of the same class is called like a function."""
        return self.name in {m.name for m in self.scene.methods} - self.text.functions_standing

    def bound_later(self) -> bool:
        """The name is bound below the line that raised."""
        later = any(n.id == self.name and n.lineno > self.error.line for n in self.scene.top())
        return later or self.of("UnboundLocalError") or self.says("local variable")

    def is_of_the_constructor(self) -> bool:
        """The object could not be made."""
        called = self.owner or self.error.message.split("(")[0]
        made = called == self.text.target and called not in {one.name for one in self.text.functions}
        return made or self.says(r"__init__\(\)")

    @property
    def constructor(self) -> ast.FunctionDef | None:
        """The constructor that raised."""
        inits = (m for m in self.scene.methods if m.name == "__init__")
        return next((m for m in inits if m.lineno <= self.error.line <= (m.end_lineno or 0)), None)

    def is_no_parameter(self) -> bool:
        """In a constructor: another spelling of a parameter, or near nothing."""
        if self.constructor is None:
            return False
        parameters = {a.arg for a in self.constructor.args.args}
        meant = parameters | {n.id for n in stores(self.constructor)} | LONG_BUILTINS
        standing = self.text.functions_standing | self.text.imported
        return self.respelt(parameters) or not self.near(meant | standing | {"np", "self"})

    def is_a_method(self) -> bool:
        """A method is nearly called so, or the course's methods are."""
        model = {m.name for m in self.text.model.methods} if self.text.model else set()
        return self.name in model | {"forward", "backward", "__call__"} or self.near(self.methods)

    def begins_like_a_method(self) -> bool:
        """A method is nearly called so or begins alike (four letters), and none of the name hides within another."""
        others = self.methods - {self.name}  # another class may have the very method
        begun = any(len(m) >= 4 and self.name[:4] == m[:4] for m in others)
        methods = {id(m) for m in self.text.methods}
        nested = any(f.name == self.name and id(f) not in methods for f in self.text.functions)
        return not nested and (begun or self.near(others))

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
        keys |= {n.arg for n in self.text.nodes if isinstance(n, ast.keyword) and n.arg}
        return any(same_name(k, wanted) or (len(k) != len(wanted) and slips(k, wanted) <= 1) for k in keys)

    def is_set_by_a_parent(self) -> bool:
        """A parent sets exactly this attribute, but something went wrong before it did."""
        return self.name in self.text.inherited(self.owner)

    def stays_none(self) -> bool:
        """A place that the constructor or the class sets to None is never filled."""
        init = self.text.method("__init__")
        body = [s for one in self.text.classes for s in one.body if isinstance(s, ast.Assign)]
        inner = [n for part in (*body, *([init] if init else [])) for n in ast.walk(part)]
        nothing = any(isinstance(n, ast.Constant) and n.value is None for n in inner)
        return nothing and not self.asked and self.text.method("forward") is not None

    def is_kept_in_a_local(self) -> bool:
        """What stays None has its value in a local variable of forward."""
        return self.stays_none() and bool(self._empty & self.locals("forward"))

    def is_nearly_filled(self) -> bool:
        """What stays None is nearly called like an attribute that is filled and never read."""
        read = {
            n.attr for n in self.text.nodes if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Load)
        }
        return any(nearest(one, self.text.filled - read) for one in self._empty)

    def is_filled_otherwise(self) -> bool:
        """In the line that raised stands an attribute that was never filled, and another spelling of it was."""
        empty, filled = (self.line & self.text.stored) - self.text.filled, self.text.filled
        return any(same_name(one, other) for one in empty for other in filled)

    def was_never_set(self) -> bool:
        """An attribute of an own object that is nothing else, and was not deleted."""
        own = self.name not in dir(np.ndarray) and self._is_own()
        deleted = any(isinstance(n, ast.Delete) for n in self.text.nodes)
        return own and not deleted and self.name not in self.methods and not self.has_a_parent_elsewhere()

    def has_a_parent_elsewhere(self) -> bool:
        """The class derives from one of a file that was not handed in, which may have had the attribute."""
        bases = (base for one in self.text.classes if one.name == self.owner for base in one.bases)
        return any(isinstance(base, ast.Name) and base.id in self.text.imported for base in bases)

    def has_empty_constructor(self) -> bool:
        """The constructor should keep something, and does nothing."""
        init = self.text.method("__init__")
        empty = init is not None and all(isinstance(s, ast.Pass) for s in init.body)
        return empty and bool(self.question.init)

    @cached_property
    def line(self) -> set[str]:
        """Attributes in the line that raised, and "@" and "*" for products."""
        lines = [n for n in self.scene.nodes if isinstance(n, ast.stmt) and n.lineno == self.error.line]
        inner = [m for n in lines for m in ast.walk(n)]
        signs = {"@": ast.MatMult, "*": ast.Mult}
        used = [m.op for m in inner if isinstance(m, ast.BinOp)]
        found = {sign for sign, kind in signs.items() if any(isinstance(one, kind) for one in used)}
        return {getattr(m, "attr", "") for m in inner} | found

    def is_of_a_product(self) -> bool:
        """A matrix product raised, and no other operation: one that the reference has not, too."""
        return self.says("matmul|not aligned") and (self.text.model is None or bool(self._suspects))

    @cached_property
    def _suspects(self) -> set[str]:
        """The matrix products in the line that raised which the reference's answer has not; its own have a wrong factor."""
        inner = (
            m for n in self.scene.nodes if getattr(n, "lineno", 0) == self.error.line for m in ast.walk(n)
        )
        own = set(filter(None, map(product, inner)))
        return own - {product(n) for n in (self.text.model.nodes if self.text.model else ())}

    def transposes(self) -> bool:
        """A factor of such a product is transposed."""
        return any(map(_TRANSPOSE.search, self._suspects))

    def may_be_a_product(self) -> bool:
        """Two matrices met entry by entry of which one side of each is alike."""
        sides = [set(one) for one in _PAIR.findall(self.error.message)]
        return len(sides) == 2 and bool(sides[0] & sides[1])

    def converts(self) -> bool:
        """An array was given to float or int, or to a function of math."""
        imports = [n for n in self.text.nodes if isinstance(n, ast.Import | ast.ImportFrom)]
        names = ((alias, {getattr(one, "module", ""), alias.name}) for one in imports for alias in one.names)
        known = {alias.asname or alias.name for alias, of in names if "math" in of}
        return self.says("Python scalars|length-1") and self.text.mentions("math", "float", "int", *known)

    def multiplies(self) -> bool:
        """The answer cell raised, in a question of matrix products."""
        products = bool(self.text.expected & {"T", "dot", "matmul"}) or "T" in self.scene.attributes
        return products and self.error.cell == self.scene.at and self.at_home()

    def at_home(self) -> bool:
        """What raised is the target itself or a parent of it, and no other class that it uses: a layer in a network."""
        lines = [one for one in self.scene.classes if one.lineno <= self.error.line <= (one.end_lineno or 0)]
        stranger = bool(lines) and lines[-1].name not in self.text.family
        return self.asked or not stranger or self.text.target not in self.text.family


def names_of(function: ast.FunctionDef) -> set[str]:
    """The parameters of a function, and the functions within it."""
    inner = (n for n in ast.walk(function) if isinstance(n, ast.FunctionDef))
    return {a.arg for a in function.args.args} | {n.name for n in inner}


def bases_of(one: ast.ClassDef) -> set[str]:
    """The names of the parents of a class; "" for one that is no name."""
    return {getattr(base, "id", "") for base in one.bases}


def product(node: ast.AST) -> str:
    """A matrix product as it is written with @, without self; "" for anything else."""
    factors: list[ast.expr] = []
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        factors = [node.left, node.right]
    elif (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("dot", "matmul")
    ):
        of_numpy = isinstance(node.func.value, ast.Name) and node.func.value.id in ("np", "numpy")
        factors = [*([] if of_numpy else [node.func.value]), *node.args]
    return " @ ".join(map(ast.unparse, factors)).replace("self.", "")
