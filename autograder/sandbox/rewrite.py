"""Run a plain-variable question's cells again at other inputs: a hook after the assignments that set the inputs.

`x = -2` becomes `x = -2` followed by `x = __hook__("x", x, True)`. The hook is put after the first top-level
assignment of a name, and after every assignment of a constant to it, also inside functions (then the last argument
is False). The hook decides what the name holds from then on.
"""

import ast
from collections.abc import Collection
from types import CodeType

HOOK = "__hook__"


def hooked(
    tree: ast.Module, names: Collection[str], seen: set[str], filename: str, flags: int = 0
) -> CodeType:
    """Compile `tree` with hooks for `names`; `seen` collects the names met so far (shared by a question's cells)."""
    body = _Hooks(names, seen).block(tree.body, top=True)
    module = ast.Module(body=body, type_ignores=[])
    code: CodeType = compile(module, filename, "exec", flags, dont_inherit=True)
    return code


class _Hooks:
    def __init__(self, names: Collection[str], seen: set[str]) -> None:
        self.names, self.seen = names, seen

    def block(self, statements: list[ast.stmt], top: bool) -> list[ast.stmt]:
        out: list[ast.stmt] = []
        for statement in statements:
            out.append(statement)
            out += [_hook_call(name, top, statement) for name in self.after(statement, top)]
            for field in ("body", "orelse", "finalbody"):
                inner = getattr(statement, field, None)
                if inner and isinstance(inner, list) and isinstance(inner[0], ast.stmt):
                    loop = isinstance(statement, ast.If | ast.With | ast.Try)
                    setattr(statement, field, self.block(inner, top and loop))
        return out

    def after(self, statement: ast.stmt, top: bool) -> list[str]:
        if isinstance(statement, ast.Assign):
            targets, value = statement.targets, statement.value
        elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
            targets, value = [statement.target], statement.value
        else:
            return []
        bound = [name for target in targets for name in _names(target) if name in self.names]
        constant = is_constant(value)
        chosen = [name for name in bound if constant or (top and name not in self.seen)]
        if top:
            self.seen.update(bound)
        return chosen


def _names(target: ast.expr) -> list[str]:
    if isinstance(target, ast.Name):
        return [target.id]
    if isinstance(target, ast.Tuple | ast.List):
        return [name for item in target.elts for name in _names(item)]
    return []


def is_constant(value: ast.expr) -> bool:
    """True for numbers, and for lists, tuples and calls like np.array(…) or float(…) made of numbers alone."""
    if isinstance(value, ast.Constant):
        return isinstance(value.value, int | float) and not isinstance(value.value, bool)
    if isinstance(value, ast.UnaryOp):
        return is_constant(value.operand)
    if isinstance(value, ast.Tuple | ast.List):
        return all(is_constant(item) for item in value.elts)
    if isinstance(value, ast.Call) and value.args:
        function = value.func.attr if isinstance(value.func, ast.Attribute) else getattr(value.func, "id", "")
        return function in ("array", "asarray", "float", "int", "float64", "list", "tuple") and is_constant(
            value.args[0]
        )
    return False


def _hook_call(name: str, top: bool, where: ast.stmt) -> ast.stmt:
    assignment = ast.parse(f"{name} = {HOOK}({name!r}, {name}, {top})").body[0]
    for node in ast.walk(assignment):
        ast.copy_location(node, where)
    return assignment
