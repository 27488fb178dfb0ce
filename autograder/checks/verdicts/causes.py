"""What an exception says of an answer: the one at the step itself, or an earlier one of which it is the consequence."""

import ast
import re
from collections.abc import Iterator

import numpy as np

from autograder.checks.verdicts.quoting import raised
from autograder.model.message import Key, Message
from autograder.model.question import Question
from autograder.model.trial import Answered, Step, lacks_something
from autograder.notebook.code import attributes_set, code
from autograder.notebook.nearness import nearest
from autograder.numbers.compare import kind_of
from autograder.sandbox.protocol import Raised
from autograder.words.messages import kind_words


def told(question: Question, answered: Answered, step: Step, name: str) -> Message | None:
    """What is said of a step that raised or was never taken; `name` is the part of it that was looked for. None where the
    exception itself, or that an earlier step stopped, says it all."""
    got = answered.got(step.name)
    if not isinstance(got, Raised):
        cause = unbuilt(answered)
        return stopped(question, answered, *cause, name) if cause else None
    if got.cell < 0:
        return _missing(question, answered, step, got, name)
    earlier = answered.before(step) if lacks_something(got) else None
    return stopped(question, answered, *earlier, name) if earlier else None


def unbuilt(answered: Answered) -> tuple[Step, Raised] | None:
    """The step that nothing judges, such as making the object, at whose exception the conversation ended."""
    first = next(answered.raised(), None)
    return first if first and not first[0].parts else None


def stopped(question: Question, answered: Answered, at: Step, error: Raised, name: str) -> Message:
    """What an exception at another step than the one that is judged says."""
    if error.cell < 0:
        return _missing(question, answered, at, error, name)
    return raised(error, at.method, answered.cells, answered.own)


def _missing(question: Question, answered: Answered, step: Step, error: Raised, name: str) -> Message:
    """Something the probe itself asked for is not there: the target, a method, an attribute set by backward."""
    if error.type_name == "NameError":
        wanted = question.partner if step.method == question.partner else question.target
        return Message("target_missing", {"name": error.name or wanted})
    if error.type_name == "AttributeError":
        return _no_attribute(question, answered, step, name)
    if entry := _no_entry(question, answered, step, name):
        return entry
    if error.type_name == "KeyError":
        return Message("method_missing", {"class": question.target, "name": name})
    if question.partner == question.target and "not callable" in error.message:
        return Message("no_function_returned", {"target": question.target})
    if ".__setitem__(" in step.expression:
        return Message("fresh_params")
    called = step.method if question.partner else step.expression.split("(")[0].split(".")[-1]
    where = (question.target or "") if called in answered.trial.places else called
    return raised(error, where, answered.cells, answered.own)


def _no_attribute(question: Question, answered: Answered, step: Step, name: str) -> Message:
    """A method or an attribute is not there, or what would have stored it raised."""
    earlier = None if step.method else answered.before(step)
    if earlier:
        return stopped(question, answered, *earlier, name)
    asked = re.search(r"(?<!\bnp)\.([A-Za-z_]\w*)", step.expression)
    wanted = asked[1] if asked else step.expression.split("(")[0]
    close = nearest(wanted, _members(str(question.target), answered.cells))
    if wanted in question.gradients.values():
        return Message("not_kept", {"method": question.partner or "backward", "name": wanted, "close": close})
    line = next((n.lineno for cell in answered.own for n in _no_methods(cell) if n.name == wanted), 0)
    outside = {"outside": line} if line else {}
    return Message("method_missing", {"class": question.target, "name": wanted, "close": close, **outside})


def _no_methods(cell: str) -> Iterator[ast.FunctionDef]:
    """Functions that stand outside of classes, or within another function."""
    methods = set(map(id, code(cell).methods))
    return (one for one in code(cell).functions if id(one) not in methods)


def _no_entry(question: Question, answered: Answered, step: Step, name: str) -> Message | None:
    """An entry of what an earlier step returned is not there. None where the step asks for no such entry."""
    base = step.expression.split("[")[0]
    if base == step.expression or base not in answered.trial.places:
        return None
    returned = answered.trial.step(base).method or question.target
    got = answered.got(base)
    if isinstance(got, tuple | list | np.ndarray | float | int):
        entries = (one for one in answered.trial.steps if one.expression.startswith(f"{base}["))
        names = list(dict.fromkeys(part.name for one in entries for part in one.parts))
        return Message("no_entries", {"method": returned, "got": kind_words(kind_of(got)), "names": names})
    key: Key = "returned_nothing" if got is None else "entry_missing"
    return Message(key, {"method": returned, "name": step.parts[0].name if step.parts else name})


def _members(target: str, cells: tuple[str, ...]) -> set[str]:
    """Methods of a class, and attributes that are set in it."""
    classes = [one for cell in cells for one in code(cell).classes if one.name == target]
    nodes = [node for one in classes for node in ast.walk(one)]
    methods = {n.name for n in nodes if isinstance(n, ast.FunctionDef)}
    return methods.union(*map(attributes_set, classes))
