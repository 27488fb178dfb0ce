"""A name that stands for nothing, beside the text: misspelt, bound later, another method's, taken from elsewhere."""

import ast
import builtins

from autograder.diagnosis.answer_text import KNOWN_NAMES
from autograder.diagnosis.failure import Failure
from autograder.fitting.lent import HELPERS
from autograder.notebook.code import code, stores
from autograder.notebook.nearness import is_class_of, same_name, slips

LONG_BUILTINS = frozenset(name for name in dir(builtins) if len(name) > 4)


def nearly_self(f: Failure) -> bool:
    """The first parameter of a method is a misspelt self."""
    first = (m.args.args[0].arg for m in f.text.methods if m.args.args)
    return any(0 < slips(name, "self") <= 2 for name in first)


def near_the_target(f: Failure) -> bool:
    """The target was asked for, and something is nearly called so."""
    return f.name == f.text.target and f.near(f.text.blocks)


def near_a_name(f: Failure) -> bool:
    """Something that could be meant is nearly called so: no class, for a name in small letters."""
    known = f.text.bound | f.text.attributes | f.text.namespace | KNOWN_NAMES
    return not _is_composed(f) and f.near({n for n in known if not is_class_of(n, f.name)})


def _is_composed(f: Failure) -> bool:
    """The gradient of names that there are (dqdx), or two of them without a sign between them (xy): spelt as it was meant."""
    name, own = f.name, f.text.bound
    cuts = [(name[:i], name[i:]) for i in range(1, len(name)) if name[:i] != name[i:]]
    gradient = any(
        left[:1] == "d" and left[1:] in own and right[:1] == "d" and right[1:] in own for left, right in cuts
    )
    return not f.respelt(own) and (gradient or any({*cut} <= own | {"d"} for cut in cuts))


def is_asked_for(f: Failure) -> bool:
    """The very name of a variable that the exercise asks for, and nothing else is nearly called so."""
    asked = set(f.question.asked)
    return bool(f.question.given) and f.name in asked and not f.near(f.text.bound - asked)


def is_a_parameter(f: Failure) -> bool:
    """A method has a parameter of that name."""
    return f.name in f.text.parameters


def is_asked_of(f: Failure) -> bool:
    """The method that raised is one that the exercise has, and no helper of the student's own."""
    here, model = f.around(f.error.line), f.text.model
    return model is None or here is None or here.name in {m.name for m in model.functions}


def is_in_a_method(f: Failure) -> bool:
    """A line of a method raised."""
    return any(map(f.is_within, f.scene.methods))


def is_misspelt_helper(f: Failure) -> bool:
    """The name is taken from the books' file of helper functions, which has one that is nearly called so."""
    nodes = (node for source in f.text.notebook for node in code(source).nodes)
    froms = [one for one in nodes if isinstance(one, ast.ImportFrom)]
    names = {a.name for one in froms for a in one.names if str(one.module).endswith("functions")}
    return f.name in names and f.near(HELPERS)


def is_unknown_to_its_method(f: Failure) -> bool:
    """The method has a parameter that it does not use, and the name is nearly neither that nor one of its own."""
    method = f.around(f.error.line)
    used = {n.id for n in ast.walk(method) if isinstance(n, ast.Name)} if method else set()
    unused = {a.arg for a in method.args.args} - used - {"self"} if method else set()
    own = {n.id for n in stores(method)} if method else set()
    return bool(unused) and not f.near(unused | own)


def lacks_its_object(f: Failure) -> bool:
    """A method of the same class is called like a function."""
    return f.name in {m.name for m in f.scene.methods} - f.text.functions_standing


def bound_later(f: Failure) -> bool:
    """The name is bound below the line that raised."""
    later = any(n.id == f.name and n.lineno > f.error.line for n in f.scene.top())
    return later or f.of("UnboundLocalError") or f.says("local variable")


def constructor(f: Failure) -> ast.FunctionDef | None:
    """The constructor that raised."""
    return next((m for m in f.scene.methods if m.name == "__init__" and f.is_within(m)), None)


def is_no_parameter(f: Failure) -> bool:
    """In a constructor: another spelling of a parameter, or near nothing."""
    init = constructor(f)
    if init is None:
        return False
    parameters = {a.arg for a in init.args.args}
    meant = {*parameters, *(n.id for n in stores(init)), *LONG_BUILTINS, "np"}
    return f.respelt(parameters) or not f.near(meant.union(f.text.functions_standing, f.text.imported))


def begins_like_a_method(f: Failure) -> bool:
    """A method is nearly called so or begins alike (four letters), and none of the name hides within another."""
    others = f.methods - {f.name}  # another class may have the very method
    begun = any(f.name[:4] == m[:4] for m in others)
    methods = {id(m) for m in f.text.methods}
    nested = any(one.name == f.name and id(one) not in methods for one in f.text.functions)
    return not nested and (begun or f.near(others))


def has_this_key(f: Failure) -> bool:
    """A string is there that is the key with a letter more or less, or another spelling of it."""
    wanted = f.error.message.strip("'")
    keys = {n.value for n in f.text.nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    keys |= {n.arg for n in f.text.nodes if isinstance(n, ast.keyword) and n.arg}
    return any(same_name(k, wanted) or (len(k) != len(wanted) and slips(k, wanted) <= 1) for k in keys)
