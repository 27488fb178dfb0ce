"""Answers without work: numbers typed in, a constant, a gradient of zeros, a stub that was touched."""

import ast
import re
from collections.abc import Iterator
from functools import partial

import numpy as np

from autograder.grading.audit.variant import Made, Variant
from autograder.model.answer_key import QuestionKey
from autograder.model.question import Form, Question
from autograder.model.trial import Role
from autograder.notebook.solutions import solution_lines
from autograder.sandbox.protocol import Observation

_NAME = re.compile(r"\w++")
_UNWRITTEN = re.compile(r"^( *)raise NotImplementedError\(\)", re.MULTILINE)


def cheats(key: QuestionKey, source: str) -> Iterator[Variant]:
    """What somebody may hand in who did not do the question. `source` is the reference's answer cell."""
    yield from stubs(key.stub)
    question = key.question
    if Form.VARIABLES in question.forms:
        yield from typed_in(key)
    elif Form.CALLS in question.forms:
        yield from constants(question, source)
        yield from borrowed(question, source)


def stubs(stub: str) -> Iterator[Variant]:
    """The stub as somebody leaves it who has looked at it."""
    yield Variant(Made.STUB, "a comment added", f"{stub}\n# done\n")
    without = _UNWRITTEN.sub(r"\1pass", stub)
    if without != stub:
        yield Variant(Made.STUB, "`raise NotImplementedError()` removed", without)


def typed_in(key: QuestionKey) -> Iterator[Variant]:
    """The right numbers at the course's own inputs, and nothing that computes them."""
    first = next((trial for trial in key.trials), None)
    if first is None or all(key.kinds[item.check].typed for item in key.question.rubric):
        return
    steps = (step for step in first.judged if step.parts[0].role is Role.VALUE)
    lines = [
        f"{step.name} = {_literal(first.answer(step.name))}" for step in steps if step.name.isidentifier()
    ]
    if lines:
        stub = _UNWRITTEN.sub("", key.stub)
        yield Variant(Made.TYPED_IN, "the reference's numbers", "\n".join([stub, "import numpy", *lines]))


def _literal(value: Observation) -> str:
    if isinstance(value, np.ndarray):
        return f"numpy.array({value.tolist()!r})"
    return repr(value)


_WRAPPED = """{source}


def _changed(function, change):
    def changed(*given, **named):
        return change(function(*given, **named))
    return changed


def _nought(value):
    if isinstance(value, (tuple, list)):
        return type(value)(_nought(one) for one in value)
    return 0 * value if hasattr(value, "__mul__") else value

"""


def constants(question: Question, source: str) -> Iterator[Variant]:
    """The reference, and in the place of what it gives zeros of the same shape, or nothing."""
    wrapped, target = _WRAPPED.format(source=source), question.target
    for text, change in (("zeros", "_nought"), ("None", "lambda _: None")):
        if question.returns:
            yield Variant(
                Made.CONSTANT,
                f"{target} returns {text}",
                f"{wrapped}{target} = _changed({target}, {change})\n",
            )
            continue
        for method in sorted(_methods(source, target) & {"forward", "backward", "__call__"}):
            end = f"{target}.{method} = _changed({target}.{method}, {change})\n"
            yield Variant(Made.CONSTANT, f"{target}.{method} returns {text}", wrapped + end)
    yield from _unset(question, wrapped)
    for at, name in enumerate(question.returns if len(question.returns) > 1 else ()):
        end = (
            f"{target} = _changed({target}, lambda out: (*out[:{at}], _nought(out[{at}]), *out[{at + 1}:]))\n"
        )
        yield Variant(Made.CONSTANT, f"{name} is zero", wrapped + end)


def _unset(question: Question, wrapped: str) -> Iterator[Variant]:
    """Gradients on the object that are zero, or never set, after a backward that returns what it should."""
    target = question.target
    for attribute in question.gradients.values() if not question.returns else ():
        for text, do in (
            ("is zero", f"self.{attribute} = _nought(self.{attribute})"),
            ("is not set", f"self.__dict__.pop({attribute!r}, None)"),
        ):
            end = (
                f"_backward = {target}.backward\n\n\ndef backward(self, *given):\n"
                f"    out = _backward(self, *given)\n    {do}\n    return out\n\n\n{target}.backward = backward\n"
            )
            yield Variant(Made.CONSTANT, f"{attribute} {text}", wrapped + end)


def _methods(source: str, target: str | None) -> set[str]:
    classes = [
        node for node in ast.parse(source).body if isinstance(node, ast.ClassDef) and node.name == target
    ]
    return {one.name for node in classes for one in node.body if isinstance(one, ast.FunctionDef)}


def _renamed(name: str, found: re.Match[str]) -> str:
    """A word, where it is that name with another one."""
    return f"{name}OfAnother" if found[0] == name else found[0]


def borrowed(question: Question, source: str) -> Iterator[Variant]:
    """A function of the student's own cell that is asked in the place of a class: the class may as well not be there."""
    tree = ast.parse(source)
    written = solution_lines(source)
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    if question.target not in functions:
        return
    known = {*question.aliases, *question.beside}
    for node in tree.body:
        if (
            isinstance(node, ast.ClassDef)
            and node.name not in known
            and written & {*range(node.lineno, (node.end_lineno or 0) + 1)}
        ):
            text = _NAME.sub(partial(_renamed, node.name), source)
            yield Variant(Made.BORROWED, f"no class {node.name}: {question.target} does it by itself", text)
