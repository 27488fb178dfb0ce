"""What finite differences earn where the chain rule is asked for: every question with gradients, every usual rule.

    python -m bench.finite_differences [--table] [QUESTION …]

Writes a student's answer whose forward is the reference's and whose gradients are differences of that forward, grades it
in the sandbox and prints the share of the gradients' points that it gets; `--table` as the table of docs/numerics.md.
"""

from __future__ import annotations

import argparse
import ast
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from autograder.course.load import load_course
from autograder.grading.grader import Grader
from autograder.host.prober import Prober
from autograder.model.answer_key import AnswerKey
from autograder.model.cell import Cell
from autograder.model.question import Question
from autograder.model.trial import Role
from autograder.reference.answer_key import make_answer_key

ROOT = Path(__file__).parents[1]

_CENTRAL = "(f(x + h) - f(x - h)) / (2 * h)"
_FIVE = "(f(x - 2 * h) - 8 * f(x - h) + 8 * f(x + h) - f(x + 2 * h)) / (12 * h)"
_RICHARDSON = "(4 * ((f(x + h / 2) - f(x - h / 2)) / h) - (f(x + h) - f(x - h)) / (2 * h)) / 3"
_LONG = _FIVE.replace("f(x", "f(np.longdouble(x)")
RULES = {
    "central, h = 1e-4": ("1e-4", _CENTRAL),
    "central, h = 1e-6": ("1e-6", _CENTRAL),
    "central, h = 1e-4 abs(x)": ("1e-4 * abs(x)", _CENTRAL),
    "central, h = 1e-5 max(1, abs(x))": ("1e-5 * max(1.0, abs(x))", _CENTRAL),
    "five points, h = 1e-3": ("1e-3", _FIVE),
    "five points, h = 1e-3 max(1, abs(x))": ("1e-3 * max(1.0, abs(x))", _FIVE),
    "Richardson, h = 1e-2": ("1e-2", _RICHARDSON),
    "forward, h = 1e-8": ("1e-8", "(f(x + h) - f(x)) / h"),
    "five points in long doubles": ("np.longdouble(1e-4)", f"float({_LONG})"),
    "complex step, h = 1e-4": ("1e-4", "np.imag(f(x + 1j * h)) / h"),
    "complex step, h = 1e-20": ("1e-20", "np.imag(f(x + 1j * h)) / h"),
    "complex step, weighted at last": ("1e-20", "np.sum(upstream * (np.imag(all_of(x + 1j * h)) / h))"),
}
"""Step and formula, in x (one entry), h and f, the sum of all_of by the upstream gradient."""
CONSTANT = (
    {"addition", "maximum"},
    {"add_gate", "add_layer", "max_gate", "relu", "affine", "batch_norm", "conv1d"},
)
"""Questions with gradients of which no point tells complex steps, for the slope is a constant: whatever its weights are, and where
they come at last."""

DIFFERENCE = '''
def _difference(function, at, upstream=1.0):
    """sum(upstream * function(at)), differentiated by every entry of `at`."""
    start = np.array(at, dtype=float)
    gradient = np.zeros_like(start)
    for index in np.ndindex(start.shape):
        def all_of(value):
            moved = start.astype(np.asarray(value).dtype)
            moved[index] = value
            return function(moved if moved.shape else moved[()])
        f = lambda value: np.sum(np.asarray(upstream) * all_of(value))
        x = start[index]
        h = {step}
        gradient[index] = {formula}
    return gradient if gradient.shape else float(gradient)
'''


def answers(
    key: AnswerKey, question: Question, rules: Mapping[str, tuple[str, str]] = RULES
) -> Iterator[tuple[str, str]]:
    """For each rule a source for the question's answer cell."""
    source = key.reference.source(question.id)
    for name, (step, formula) in rules.items():
        difference = DIFFERENCE.replace("{step}", step).replace("{formula}", formula)
        yield name, difference + _answer(question, source)


def _answer(question: Question, source: str) -> str:
    if question.given:
        return _variables(question, source)
    kind = question.options.get("kind")
    if kind == "backward":
        return source + VARIABLE
    if kind == "functional":
        return "\n".join([source, *(f"{n} = _by_differences({n})" for n in ("square", "exp"))]).join(
            [FUNCTIONAL, ""]
        )
    if kind == "function":
        return source + FUNCTION.format(target=question.target)
    if question.rubric[0].check == "network":
        return source + NETWORK
    if question.partner:
        return source + _pair(question)
    return source + (_function(question) if question.returns else _layer(question))


VARIABLE = """
def _walk(self):
    if self.grad is None:
        self.grad = np.ones_like(self.data)
    one = self
    while one.creator is not None:
        made = one.creator
        made.input.grad = np.asarray(_difference(made.forward, made.input.data, one.grad))
        one = made.input

Variable.backward = _walk
"""
FUNCTIONAL = """
def _by_differences(plain):
    class Differences(Function):
        def forward(self, x):
            return plain(Variable(np.asarray(x))).data if np.isrealobj(x) else {"square": np.square, "exp": np.exp}[plain.__name__](x)

        def backward(self, gy):
            return np.asarray(_difference(self.forward, self.input.data, gy))
    return lambda x: Differences()(x)

"""
FUNCTION = """
class {target}({target}):
    def backward(self, gy):
        return _difference(self.forward, self.input.data, gy)
"""
NETWORK = """
class TwoLayerNet(TwoLayerNet):
    def gradient(self, x, t):
        found = {}
        for name, own in list(self.params.items()):
            def loss(moved):
                self.params[name] = moved
                return self.loss(x, t)
            found[name] = _difference(loss, own)
            self.params[name] = own
        return found
"""


def _layer(question: Question) -> str:
    """A subclass of the reference's layer whose backward moves inputs and parameters one by one."""
    init, inputs = list(question.init), list(question.inputs)
    returned = question.backward or tuple(name for name in inputs if name not in question.gradients)
    if question.options.get("kind") == "loss":
        returned = ("x",)
    gradients = ", ".join(f"_gradient({name!r})" for name in returned)
    stored = "".join(
        f"\n        self.{attribute} = _gradient({name!r})" for name, attribute in question.gradients.items()
    )
    return f"""
_Right = {question.target}

class {question.target}(_Right):
    def __init__(self, {", ".join(init)}):
        super().__init__({", ".join(init)})
        self._of = dict({", ".join(f"{name}={name}" for name in init)})

    def forward(self, {", ".join(inputs)}):
        self._of.update({", ".join(f"{name}={name}" for name in inputs)})
        return super().forward({", ".join(inputs)})

    def backward(self, dout=1.0):
        def _gradient(name):
            def out(moved):
                of = {{**self._of, name: moved}}
                return _Right(*(of[n] for n in {init})).forward(*(of[n] for n in {inputs}))
            return _difference(out, self._of[name], dout){stored}
        return {gradients}
""".replace("(self, )", "(self)")


def _function(question: Question) -> str:
    names = [name for name in question.inputs if name not in question.upstream]
    forward = question.forward or f"(lambda *a: _right(*a)[{_place(question)}])"
    upstream = next(iter(question.upstream), "1.0")
    found = {place: name for name, place in question.gradients.items()}
    values = [
        f"_difference(lambda _m: _forward({', '.join('_m' if n == found[one] else n for n in names)}), {found[one]}, {upstream})"
        if one in found
        else f"_forward({', '.join(names)})"
        for one in question.returns
    ]
    return f"""
_right = {question.target}
_forward = {forward}

def {question.target}({", ".join(question.inputs)}):
    return {", ".join(values)}
"""


def _pair(question: Question) -> str:
    """The reference's forward, which hands its arguments on, and a backward that moves them one by one."""
    names = ", ".join(question.inputs)
    return f"""
_right = {question.target}

def {question.target}({names}):
    *out, _ = _right({names})
    return (*out, ({names}))

def {question.partner}(*upstream_and_cache):
    *upstream, cache = upstream_and_cache
    def _gradient(at):
        def total(moved):
            *out, _ = _right(*(moved if i == at else one for i, one in enumerate(cache)))
            return sum(np.sum(dout * one) for dout, one in zip(upstream, out))
        return _difference(total, cache[at])
    return tuple(_gradient(at) for at in range({len(question.inputs)}))
"""


def _place(question: Question) -> int:
    return next(i for i, name in enumerate(question.returns) if name not in question.gradients.values())


def _variables(question: Question, source: str) -> str:
    """The reference's forward as it stands, and every derivative a difference of it as a function of one variable."""
    laws = {item.of[0]: item.options for item in question.rubric if "by" in item.options}
    tree = ast.parse(source)
    forward = [node for node in tree.body if not _stores(node) & _backward_names(tree, set(laws))]
    text = [ast.unparse(node) for node in forward]
    given = [line for node, line in zip(forward, text, strict=True) if _stores(node) & set(question.given)]
    found = [*text]
    for name, law in laws.items():
        body = [f"    {law['by']} = _m"] if law["by"] in question.given else []
        for node, line in zip(forward, text, strict=True):
            if line not in given:
                body.append(f"    {line}")
                body += [f"    {law['by']} = _m"] if law["by"] in _stores(node) else []
        found.append(f"def _of_{name}(_m, {', '.join(f'{n}={n}' for n in question.given)}):")
        found += [*body, f"    return {law['d']}"]
        found.append(f"{name} = _difference(_of_{name}, {law['by']}, {law.get('upstream') or '1.0'})")
    return "\n".join(found)


def _stores(node: ast.stmt) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


def _backward_names(tree: ast.Module, derivatives: set[str]) -> set[str]:
    """The derivatives, and what else is set from where the first of them is."""
    names: set[str] = set()
    for node in tree.body:
        if names or _stores(node) & derivatives or ".backward(" in ast.unparse(node):
            names |= _stores(node)
    return names


def earned(key: AnswerKey, question: Question, source: str, prober: Prober) -> float:
    """The share of its gradients' points that a source gets in the place of the question's answer."""
    alone = replace(key.assignment, questions=(question,))
    cells = []
    for cell in key.reference.cells:
        cells.append(cell if cell.grade_id != question.id else Cell(source, cell.index, cell.grade_id))
        if cell.grade_id == question.id:
            break
    (result,) = Grader(replace(key, assignment=alone), prober).grade(cells).questions
    verdicts = [(item, v) for item, v in result.verdicts if _of_gradients(key, question, item)]
    return sum(i.points * v.share for i, v in verdicts) / sum(i.points for i, _ in verdicts)


def _of_gradients(key: AnswerKey, question: Question, item: object) -> bool:
    role, names = key.questions[question.id].about(item)  # type: ignore[arg-type]
    if role is Role.FORWARD:
        return False
    asked = {part.name for t in key.questions[question.id].strained for s in t.judged for part in s.parts}
    return role is Role.GRADIENT or bool(asked & set(names or ()))


def asked(names: list[str]) -> Iterator[tuple[AnswerKey, Question]]:
    """The questions with gradients, of those names (all), but for numbers that remember how they were made (tests/shortcuts has those)."""
    course = load_course(ROOT)
    for assignment in course.assignments:
        key = make_answer_key(course, assignment, b"finite differences")
        for question in assignment.questions:
            made = question.rubric[0].check == "expression"
            if key.questions[question.id].strained and not made and (not names or question.id in names):
                yield key, question


def may_earn(question: Question) -> set[str]:
    """The rules that no point tells in a question."""
    *steps, at_last = (name for name in RULES if "complex" in name)
    always, in_part = CONSTANT
    return {
        *(steps if question.id in always else ()),
        *([at_last] if question.id in always | in_part else ()),
    }


def main() -> int:
    """Grade every rule in every question; status 1 when one earns points and is not known to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("question", nargs="*")
    parser.add_argument("--table", action="store_true")
    args = parser.parse_args()
    worst = 0.0
    with Prober(load_course(ROOT).limits) as prober:
        for key, question in asked(args.question):
            shares = {name: earned(key, question, text, prober) for name, text in answers(key, question)}
            worst = max(worst, *(share for name, share in shares.items() if name not in may_earn(question)))
            cells = [f"{share:.0%}" for share in shares.values()]
            print("| " + " | ".join([question.id, *cells]) + " |", flush=True)
    print("| " + " | ".join(["", *RULES]) + " |")
    return int(worst > 0)


if __name__ == "__main__":
    raise SystemExit(main())
