"""What an exception says: a misspelt name, a missing self, a value that was never stored, shapes that do not fit.

An exception is shown to the rules of its sort alone; within a sort what matches exactly comes before
what is near, and that before what is simply not there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.diagnosis.failure import OPERATORS as SIGNS
from autograder.diagnosis.failure import Failure, attributes, missing_names, shapes
from autograder.diagnosis.habits import calculating, naming, returning, storing
from autograder.diagnosis.rule import Rule, always, first
from autograder.model.question import Form
from autograder.notebook.nearness import nearest

FLOATS, INDEXED = "as-array-missing", "one-hot-as-index"
KEYWORDS = frozenset({"axis", "keepdims", "dtype", "out", "initial", "where"})
"""Arguments of numpy's functions that are usually named."""
OPERATORS = frozenset(f"__{side}{name}__" for name in SIGNS.values() for side in ("", "r"))
"""Methods of operators, each right as it is spelt."""


@dataclass(frozen=True)
class Sort:
    """Exceptions that are told apart by the same rules.

    when     whether one is of this sort, where it is of none before
    rules    what is told of it
    later    what is told when nothing else explains it: who reads globals stores nothing either, and a mistake of the bank may
             predict the very exception
    misfits  of shapes that do not fit, by the line that raised: last of all, since a mistake of the bank may predict the shapes
    """

    name: str
    when: Callable[[Failure], bool]
    rules: Sequence[Rule[Failure]] = ()
    later: Sequence[Rule[Failure]] = ()
    misfits: Sequence[Rule[Failure]] = ()

    def all(self) -> Sequence[Rule[Failure]]:
        """What is told of it, early or late."""
        return (*self.rules, *self.later)


def _remembers(f: Failure) -> bool:
    """backward needs something of forward."""
    return bool(f.question.inputs) or "forgot-cache" in f.ids


def _forgot(f: Failure) -> bool:
    """An empty constructor is another mistake."""
    return _remembers(f) and not attributes.has_empty_constructor(f)


# fmt: off
SORTS: tuple[Sort, ...] = (
    Sort("self is no name", lambda f: f.of("NameError", "UnboundLocalError") and f.name == "self", (
        Rule("name-typo", missing_names.nearly_self,
             "A first parameter is nearly called self; only without one is self really missing."),
        Rule("undefined-name", lambda f: not missing_names.is_in_a_method(f),
             "A function has no object that could be called self."),
        Rule("method-missing-self", always, "The method does not name its object."),
    )),
    Sort("a name that the probe asks for", lambda f: f.of("NameError", "UnboundLocalError") and f.asked, (
        Rule("name-typo", missing_names.near_the_target, "The target stands there under a misspelt name."),
        Rule("missing-variable", always, "What was asked for was never defined."),
    )),
    Sort("a name that comes from a file that was not handed in", lambda f: f.of("NameError") and f.name in f.text.imported, (
        Rule("name-typo", missing_names.is_misspelt_helper,
             "common.functions has softmax, and softmx was imported; of other names that come from a file nothing is known."),
    )),
    Sort("a name in the answer", lambda f: f.of("NameError", "UnboundLocalError"), (
        Rule("missing-self-prefix", lambda f: f.of("UnboundLocalError") and f.name in f.text.stored,
             "An attribute has the name: it was meant, not the local that comes later."),
        Rule("missing-self-prefix", missing_names.lacks_its_object, "A method of the same class is called without its object."),
        Rule("use-before-assignment", missing_names.bound_later, "The name is bound below, so it is no typo."),
        Rule("missing-variable", missing_names.is_asked_for,
             "Spelt as the exercise spells it, and never computed: no other name is to blame."),
        Rule("undefined-name", lambda f: missing_names.is_no_parameter(f) and "*" not in f.text.imported,
             "Nothing is stored yet in a constructor, so w is not the parameter W without its self."),
        Rule("name-typo", lambda f: missing_names.constructor(f) is not None and not missing_names.is_no_parameter(f),
             "For the same reason a near name is meant, before any attribute of exactly this name."),
        Rule("missing-self-prefix", attributes.is_kept, "An attribute has exactly this name, and is there by then."),
        Rule("cache-local-variable", lambda f: f.name in f.locals() and (missing_names.is_asked_of(f) or not missing_names.is_a_parameter(f)),
             "Another method keeps it in a local; its parameters are asked after what it made of them."),
        Rule("missing-self-prefix", lambda f: missing_names.is_asked_of(f) and missing_names.is_a_parameter(f),
             "Another method was given it."),
        Rule("undefined-name", missing_names.is_unknown_to_its_method,
             "The method has another parameter, which nothing uses: dout was meant to be what x is called."),
        Rule("name-typo", missing_names.near_a_name, "Nothing has the name, something is nearly called so."),
        Rule("undefined-name", lambda f: "*" not in f.text.imported,
             "The name stands for nothing and is near nothing; nobody knows what a star import would have brought."),
    )),
    Sort("a module", lambda f: f.of("AttributeError") and f.says("module"), (
        Rule("name-typo", always, "numpy has no function of that name."),
    )),
    Sort("a class that inherits from nothing",
         lambda f: f.of("AttributeError", "TypeError") and attributes.has_lost_its_parent(f), (
        Rule("inheritance-missing", always,
             "What the object lacks, its parent would have: no name in the class is to blame."),
    )),
    Sort("an attribute of None", lambda f: f.of("AttributeError") and f.owner == "NoneType", (
        Rule("returns-none", lambda f: f.name == "data" and returning.returns_nothing(f.text),
             "A Variable was wanted of a function that never returns; before how it ends, which may be a print on the way."),
        Rule("prints-not-returns", lambda f: returning.prints_last(f.text),
             "A function ends by printing what it should return."),
        Rule("returns-none", lambda f: returning.forgets_last(f.text),
             "A function ends with a value that goes nowhere."),
        Rule("returns-none", lambda f: f.asked and f.name == "data",
             "The probe got None for a Variable, and no line shows how."),
        Rule("leaf-not-guarded",
             lambda f: f.question.kind == "backward" and f.name in ("input", "output", "inputs", "outputs", "backward"),
             "What the walk looks for has every function; the first variable has none."),
    ), later=(
        Rule("forgot-cache", lambda f: _forgot(f) and not f.asked and f.at_home(), "Its place is still None."),
    )),
    Sort("a builtin function", lambda f: f.of("AttributeError") and f.owner == "builtin_function_or_method", (
        Rule("missing-self-prefix", attributes.is_builtin, "`input` without its self is a function of Python's."),
        Rule("parentheses-missing", lambda f: naming.names_a_method(f.text),
             "A method stands there without being called."),
    )),
    Sort("an attribute of an array", lambda f: f.of("AttributeError") and f.owner in ("ndarray", "float64"), (
        Rule("name-typo", lambda f: f.near(dir(np.ndarray)), "Arrays have an attribute that is nearly called so."),
    )),
    Sort("an attribute of a function", lambda f: f.of("AttributeError") and f.owner == "function"),
    Sort("a method that the probe calls", lambda f: f.of("AttributeError") and f.asked and f.is_a_method(), (
        Rule("name-typo", missing_names.begins_like_a_method, "A method is nearly called so."),
        Rule("method-missing", always, "Nothing is nearly called so: it was not written."),
    )),
    Sort("an attribute that the probe reads", lambda f: f.of("AttributeError") and f.asked, (
        Rule("attribute-name-mismatch", lambda f: f.respelt(f.text.filled),
             "dw for dW is one name in two spellings; a slip of the pen comes after it."),
        Rule("name-typo", lambda f: f.near(f.text.filled) or (f.near(f.text.stored) and not f.respelt(f.text.stored)),
             "An attribute is nearly called so; where it is another spelling, and None, the value is what is missing."),
        Rule("dunder-typo", lambda f: naming.misspelt_init(f.text),
             "The constructor never ran; after near attributes, which somebody must have set."),
        Rule("attribute-name-mismatch", lambda f: storing.keeps_elsewhere(f.text, f.name),
             "Something else is set, and never read again: what was asked for, under a name of one's own."),
        Rule("cache-local-variable", lambda f: f.name in f.locals("__init__"), "The constructor keeps it in a local."),
        Rule("param-grad-not-stored", lambda f: f.name in f.question.gradients.values() and bool(f.methods),
             "Nothing near is stored: the gradient of a parameter was not kept."),
    )),
    Sort("an attribute that a parent sets", lambda f: f.of("AttributeError") and f.name in f.text.inherited(f.owner)),
    Sort("an attribute in the answer", lambda f: f.of("AttributeError"), (
        Rule("dunder-typo", lambda f: naming.misspelt_init(f.text),
             "The constructor never ran, and whatever is missing is its consequence."),
        Rule("superfluous-self", attributes.is_no_attribute,
             "An argument, a local variable or a function was meant; before near attributes, which self.dout has in self.out."),
        Rule("name-typo", lambda f: attributes.is_set_too_late(f) and f.near(f.text.stored),
             "Set further down, and before it under nearly the same name: gard in the constructor."),
        Rule("use-before-assignment", attributes.is_set_too_late,
             "The attribute is set further down in the same method; a near one is not meant then."),
        Rule("attribute-name-mismatch", lambda f: f.respelt(f.text.inherited(f.owner)),
             "The parent keeps it under another spelling: input for inputs."),
        Rule("attribute-name-mismatch", lambda f: f.name in f.text.expected and f.respelt(f.text.stored),
             "The reference's name is read, another spelling of it was set."),
        Rule("name-typo", lambda f: f.respelt(f.text.stored),
             "Two spellings of a name of the student's own; before those of the reference, which are further off."),
        Rule("attribute-name-mismatch", lambda f: f.respelt(f.text.expected),
             "Another spelling of the reference's name is read, and neither was set."),
        Rule("name-typo", attributes.near_a_place, "Near an attribute or a method: a slip of the pen."),
        Rule("attribute-name-mismatch", attributes.is_kept_by_another_name,
             "It was stored, under a name that nothing reads; before locals, from which it may have been stored."),
        Rule("cache-local-variable", attributes.is_kept_elsewhere, "Another method keeps it, but in a local."),
        Rule("undefined-name", lambda f: attributes.calls_it(f) and attributes.was_never_set(f),
             "A method that nobody wrote is called: no value was forgotten."),
    ), later=(
        Rule("forgot-cache", lambda f: _forgot(f) and attributes.was_never_set(f) and f.at_home() and attributes.is_for_later(f),
             "It was never set, and nothing near it was."),
        Rule("undefined-name", lambda f: attributes.is_set_nowhere(f) and not attributes.is_for_later(f),
             "forward itself reads it, or there is no forward: nothing was forgotten for later."),
    )),
    Sort("an object that is called", lambda f: f.of("TypeError") and f.says("not callable"), (
        Rule("dunder-typo", lambda f: nearest("__call__", f.methods) is not None,
             "A method is nearly called __call__."),
        Rule("value-called", lambda f: f.owner in ("tuple", "list", "dict", "OrderedDict", "ndarray", "float", "int", "float64"),
             "What is no function has no round brackets: shape(0) for shape[0], 2(x) for 2 * (x)."),
    )),
    Sort("an abstract method", lambda f: f.of("TypeError") and f.says("abstract method"), (
        Rule("name-typo", always, "What the parent leaves open was not filled under its name."),
    )),
    Sort("an operator that the target does not know",
         lambda f: f.of("TypeError") and f.operator is not None and Form.EXPRESSIONS in f.question.forms, (
        Rule("name-typo", lambda f: nearest(str(f.operator), f.methods - OPERATORS) is not None,
             "A method is nearly called as the operator's; __add__ and __radd__ are two."),
        Rule("method-missing", always, "The method of the operator was not written."),
    )),
    Sort("a Variable in an expression", lambda f: f.of("TypeError") and f.says("unsupported operand.*'Variable'"), (
        Rule("diff-data-not-unwrapped", lambda f: "diff-data-not-unwrapped" in f.ids,
             "A Variable came where numbers are wanted: the bank says which of two mistakes a question can have."),
        Rule("variable-not-unwrapped", lambda f: "variable-not-unwrapped" in f.ids, "The same, in a forward."),
    )),
    Sort("a float64", lambda f: f.of("TypeError") and f.says("float64"), (
        Rule("prints-not-returns", lambda f: FLOATS in f.ids and returning.prints(f.text),
             "numpy made a number of an array, and what turns it back prints it."),
        Rule("returns-none", lambda f: FLOATS in f.ids and returning.forgets_last(f.text),
             "What turns it back gives nothing back."),
        Rule("returns-variable", lambda f: returning.wraps(f.text),
             "A Variable was made of a gradient, which is an array."),
        Rule("as-array-missing", lambda f: FLOATS in f.ids, "Nothing turns it back."),
    )),
    Sort("an argument that is named", lambda f: f.of("TypeError") and f.says("unexpected keyword"), (
        Rule("name-typo", lambda f: f.near(KEYWORDS | {a.arg for m in f.text.functions for a in m.args.args}),
             "An argument is nearly called so."),
    )),
    Sort("a number of arguments", lambda f: f.of("TypeError") and f.says("positional arg|no arguments|arguments were given"), (
        Rule("dunder-typo", lambda f: naming.misspelt_init(f.text),
             "A constructor that is none takes no arguments; before self, which it may well have."),
        Rule("method-missing-self", lambda f: naming.misses_self(f.text) or naming.misses_self(f.scene),
             "A method takes one argument too few."),
        Rule("constructor-parameters", lambda f: f.asked and f.is_of_the_constructor(),
             "The object could not be made of what the exercise gives it."),
        Rule("method-parameters", lambda f: f.asked and bool(f.text.functions),
             "A function or method could not be called with what the exercise gives it."),
        Rule("parentheses-missing", Failure.is_of_an_uncalled_class,
             "`layer = Relu` names the class; its methods lack an object then."),
    )),
    Sort("a method that was not called", lambda f: f.of("TypeError") and f.says("'builtin_function_or_method'|'method'"), (
        Rule("parentheses-missing", lambda f: naming.names_a_method(f.text),
             "A method stands there without being called."),
    )),
    Sort("None in an expression", lambda f: f.of("TypeError") and f.says("NoneType"), (
        Rule("returns-none", lambda f: f.asked and f.says("subscriptable"),
             "The probe took an entry of what came back; before how functions end, which the probe has not seen."),
        Rule("use-before-assignment", attributes.reads_too_early,
             "A place is None still, and is filled further down in the same method."),
        Rule("grad-not-seeded", lambda f: f.question.kind == "backward" and not storing.sets_own(f.text, "grad"),
             "The walk begins with a gradient that nobody has set."),
        Rule("prints-not-returns", lambda f: returning.prints_last(f.text),
             "A function ends by printing what it should return."),
        Rule("returns-none", lambda f: returning.forgets_last(f.text) or returning.returns_nothing(f.text),
             "A function ends with a value that goes nowhere, or has no return at all."),
        Rule("attribute-name-mismatch", attributes.is_filled_otherwise,
             "A place stays None, and another spelling of it was filled."),
        Rule("name-typo", attributes.is_nearly_filled,
             "A place stays None, and what nothing reads is nearly called so."),
        Rule("attribute-name-mismatch", attributes.is_kept_by_another_name,
             "A place stays None, and its value is stored under a name that nothing reads."),
        Rule("cache-local-variable", lambda f: _remembers(f) and attributes.is_kept_in_a_local(f),
             "A place stays None, and forward has a local of its name instead."),
    ), later=(
        Rule("forgot-cache", lambda f: _forgot(f) and attributes.stays_none(f) and f.at_home() and not f.says("item assignment"),
             "Its place is still None; where forward has a local, one of the rules above has spoken."),
    )),
    Sort("an array given to math", lambda f: f.of("TypeError") and f.says("only .*array"), (
        Rule("scalar-math-on-array", lambda f: f.text.mentions("math") or shapes.converts(f),
             "math and float know numbers only."),
    )),
    Sort("a key of a dictionary", lambda f: f.of("KeyError") and f.asked, (
        Rule("name-typo", missing_names.has_this_key, "The dictionary has nearly this key."),
        Rule("missing-variable", always, "The dictionary has no such key."),
    )),
    Sort("a key that the answer itself reads", lambda f: f.of("KeyError"), (
        Rule("name-typo", missing_names.has_this_key, "The dictionary was given nearly this key."),
    )),
    Sort("a part that is not written", lambda f: f.of("NotImplementedError"), (
        Rule("name-typo", lambda f: naming.misspelt_method(f.text),
             "The method stands there under a misspelt name, beside the stub's or the parent's."),
    )),
    Sort("the truth value of an array", lambda f: f.of("ValueError") and f.says("truth value"), (
        Rule("scalar-branch-on-array", always, "`if x > 0` asks a whole array."),
    )),
    Sort("a cast of numbers", lambda f: f.says("Cannot cast"), (
        Rule("dtype-int-truncation", always, "A float gradient does not fit into whole numbers."),
    )),
    Sort("an index that does not fit", lambda f: f.of("IndexError"), (
        Rule("label-not-subtracted", lambda f: INDEXED in f.ids and calculating.changes_a_copy(f.text),
             "What was taken off a copy is still there."),
        Rule("one-hot-as-index", lambda f: INDEXED in f.ids and not f.asked and not f.text.mentions("argmax"),
             "A matrix of zeros and ones was taken for the place of each one; argmax gives that place."),
    )),
    Sort("calls without an end", lambda f: f.of("RecursionError"), (
        Rule("calls-itself", lambda f: calculating.calls_itself(f.text),
             "A function calls itself whatever it is given."),
    )),
    Sort("shapes that do not fit",
         lambda f: f.of("ValueError") and f.says("matmul|not aligned|broadcast|cannot reshape") and shapes.multiplies(f), (
        Rule("parentheses-missing", lambda f: f.says(r"\(has 0,") and naming.names_a_method(f.text),
             "A method that was not called is an array of no dimension to a matrix product."),
        Rule("uses-globals", shapes.reads_globals,
             "The line computes with variables of the notebook, whose shapes are those of another example."),
    ), misfits=(
        Rule("reshape-instead-of-transpose", lambda f: "reshape" in f.line and (shapes.is_of_a_product(f) or f.says("cannot reshape")),
             "The line that raised reshapes, whatever it multiplies."),
        Rule("elementwise-instead-of-matmul", lambda f: "*" in f.line and shapes.may_be_a_product(f),
             "A product entry by entry raised."),
        Rule("matmul-order-swapped", lambda f: shapes.is_of_a_product(f) and (
                 shapes.transposes(f) or calculating.transposes_enough(f.text)),
             "All transposes are there, so the factors are the wrong way round."),
        Rule("transpose-missing", shapes.is_of_a_product,
             "A product with fewer transposes than it needs; of a sum that does not fit nothing is known."),
    )),
    Sort("any other", always),
)
# fmt: on
"""The sort of an exception is the first that is true. Functions lack an attribute for reasons of their own, and what a parent sets is
missing in consequence of something else."""
OF_SUBSTANCE = frozenset(rule.id for sort in SORTS for rule in sort.misfits)
"""Told of shapes that do not fit, and impossible where the same code is right for other shapes."""


def sort_of(failure: Failure) -> Sort:
    """The sort of an exception."""
    return next(sort for sort in SORTS if sort.when(failure))


def rule_for(failure: Failure, among: Callable[[Sort], Sequence[Rule[Failure]]]) -> Rule[Failure] | None:
    """The first rule that is true of an exception, among those of its sort."""
    return first(among(sort_of(failure)), failure)
