"""What an exception says: a misspelt name, a missing self, a value that was never stored, shapes that do not fit.

An exception is shown to the rules of its sort (`SORTS`) alone; within a sort what matches exactly comes before
what is near, and that before what is simply not there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from autograder.diagnosis.failure import OPERATORS as SIGNS
from autograder.diagnosis.failure import Failure, attributes, names, shapes
from autograder.diagnosis.habits import calculating, naming, returning, storing
from autograder.diagnosis.rule import Rule, always, first
from autograder.notebook.nearness import nearest

CACHED, FLOATS = "forgot-cache", "as-array-missing"
DATA, WRAPPED, INDEXED = "diff-data-not-unwrapped", "variable-not-unwrapped", "one-hot-as-index"


SELF, NAME_ASKED, NAME = "self is no name", "a name that the probe asks for", "a name in the answer"
IMPORTED = "a name that comes from a file that was not handed in"
MODULE, ORPHAN, BUILTIN = "a module", "a class that inherits from nothing", "a builtin function"
OF_NONE, METHOD_ASKED = "an attribute of None", "a method that the probe calls"
ATTRIBUTE_ASKED, ATTRIBUTE = "an attribute that the probe reads", "an attribute in the answer"
CALLED, ABSTRACT, OPERAND = "an object that is called", "an abstract method", "a Variable in an expression"
OPERATOR = "an operator that the target does not know"
FLOAT, ARGUMENTS, WITH_NONE = "a float64", "a number of arguments", "None in an expression"
ARRAY, KEY, UNWRITTEN = "an array given to math", "a key of a dictionary", "a part that is not written"
TRUTH, CAST, SHAPES = "the truth value of an array", "a cast of numbers", "shapes that do not fit"
INDEX, ENDLESS = "an index that does not fit", "calls without an end"
OF_ARRAY, KEYWORD = "an attribute of an array", "an argument that is named"
METHOD, OWN_KEY = "a method that was not called", "a key that the answer itself reads"
KEYWORDS = frozenset({"axis", "keepdims", "dtype", "out", "initial", "where"})
"""Arguments of numpy's functions that are usually named."""
OPERATORS = frozenset(f"__{side}{name}__" for name in SIGNS.values() for side in ("", "r"))
"""Methods of operators, each right as it is spelt."""


def _calculates(f: Failure) -> bool:
    """The question asks for an object that one calculates with."""
    return any(item.check == "expression" for item in f.question.rubric)


SORTS: tuple[tuple[str, Callable[[Failure], bool]], ...] = (
    (SELF, lambda f: f.of("NameError", "UnboundLocalError") and f.name == "self"),
    (NAME_ASKED, lambda f: f.of("NameError", "UnboundLocalError") and f.asked),
    (IMPORTED, lambda f: f.of("NameError") and names.comes_from_elsewhere(f)),
    (NAME, lambda f: f.of("NameError", "UnboundLocalError")),
    (MODULE, lambda f: f.of("AttributeError") and f.says("module")),
    (ORPHAN, lambda f: f.of("AttributeError", "TypeError") and attributes.has_lost_its_parent(f)),
    (OF_NONE, lambda f: f.of("AttributeError") and f.owner == "NoneType"),
    (BUILTIN, lambda f: f.of("AttributeError") and f.owner == "builtin_function_or_method"),
    (OF_ARRAY, lambda f: f.of("AttributeError") and f.owner in ("ndarray", "float64")),
    ("", lambda f: f.of("AttributeError") and f.owner == "function"),
    (METHOD_ASKED, lambda f: f.of("AttributeError") and f.asked and f.is_a_method()),
    (ATTRIBUTE_ASKED, lambda f: f.of("AttributeError") and f.asked),
    ("", lambda f: f.of("AttributeError") and attributes.is_set_by_a_parent(f)),
    (ATTRIBUTE, lambda f: f.of("AttributeError")),
    (CALLED, lambda f: f.of("TypeError") and f.says("not callable")),
    (ABSTRACT, lambda f: f.of("TypeError") and f.says("abstract method")),
    (OPERATOR, lambda f: f.of("TypeError") and f.operator is not None and _calculates(f)),
    (OPERAND, lambda f: f.of("TypeError") and f.says("unsupported operand.*'Variable'")),
    (FLOAT, lambda f: f.of("TypeError") and f.says("float64")),
    (KEYWORD, lambda f: f.of("TypeError") and f.says("unexpected keyword")),
    (ARGUMENTS, lambda f: f.of("TypeError") and f.says("positional arg|no arguments|arguments were given")),
    (METHOD, lambda f: f.of("TypeError") and f.says("'builtin_function_or_method'|'method'")),
    (WITH_NONE, lambda f: f.of("TypeError") and f.says("NoneType")),
    (ARRAY, lambda f: f.of("TypeError") and f.says("only .*array")),
    (KEY, lambda f: f.of("KeyError") and f.asked),
    (OWN_KEY, lambda f: f.of("KeyError")),
    (UNWRITTEN, lambda f: f.of("NotImplementedError")),
    (TRUTH, lambda f: f.of("ValueError") and f.says("truth value")),
    (CAST, lambda f: f.says("Cannot cast")),
    (INDEX, lambda f: f.of("IndexError")),
    (ENDLESS, lambda f: f.of("RecursionError")),
    (
        SHAPES,
        lambda f: (
            f.of("ValueError")
            and f.says("matmul|not aligned|broadcast|cannot reshape")
            and shapes.multiplies(f)
        ),
    ),
)
"""The sort of an exception is the first that is true. Functions lack an attribute for reasons of their own, and what a parent sets is missing in consequence of something else."""


def told(rules: Sequence[Rule[Failure]], failure: Failure) -> Rule[Failure] | None:
    """The first rule of a table that is true of an exception of its sort."""
    sort = next((sort for sort, is_one in SORTS if is_one(failure)), "")
    return first([rule for rule in rules if rule.looks_at == sort], failure)


def _prints(f: Failure) -> bool:
    return returning.prints_last(f.text)


def _forgets(f: Failure) -> bool:
    return returning.forgets_last(f.text)


def _never_ran(f: Failure) -> bool:
    return naming.misspelt_init(f.text)


def _remembers(f: Failure) -> bool:
    """backward needs something of forward."""
    return bool(f.question.inputs) or CACHED in f.ids


def _forgot(f: Failure) -> bool:
    """An empty constructor is another mistake."""
    return _remembers(f) and not attributes.has_empty_constructor(f)


# fmt: off
EXCEPTIONS: tuple[Rule[Failure], ...] = (
    Rule("name-typo", SELF, names.nearly_self,
         "A first parameter is nearly called self; only without one is self really missing."),
    Rule("undefined-name", SELF, lambda f: not names.is_in_a_method(f),
         "A function has no object that could be called self."),
    Rule("method-missing-self", SELF, always,
         "The method does not name its object."),
    Rule("name-typo", NAME_ASKED, names.near_the_target,
         "The target stands there under a misspelt name."),
    Rule("missing-variable", NAME_ASKED, always,
         "What was asked for was never defined."),
    Rule("name-typo", IMPORTED, names.is_misspelt_helper,
         "common.functions has softmax, and softmx was imported; of other names that come from a file nothing is known."),
    Rule("missing-self-prefix", NAME, lambda f: f.of("UnboundLocalError") and f.name in f.text.stored,
         "An attribute has the name: it was meant, not the local that comes later."),
    Rule("missing-self-prefix", NAME, names.lacks_its_object,
         "A method of the same class is called without its object."),
    Rule("use-before-assignment", NAME, names.bound_later,
         "The name is bound below, so it is no typo."),
    Rule("missing-variable", NAME, names.is_asked_for,
         "Spelt as the exercise spells it, and never computed: no other name is to blame."),
    Rule("undefined-name", NAME, lambda f: names.is_no_parameter(f) and not names.may_come_from_elsewhere(f),
         "Nothing is stored yet in a constructor, so w is not the parameter W without its self."),
    Rule("name-typo", NAME, lambda f: names.constructor(f) is not None,
         "For the same reason a near name is meant, before any attribute of exactly this name."),
    Rule("missing-self-prefix", NAME, attributes.is_kept,
         "An attribute has exactly this name, and is there by then."),
    Rule("cache-local-variable", NAME, lambda f: f.name in f.locals() and (names.is_asked_of(f) or not names.is_a_parameter(f)),
         "Another method keeps it in a local; its parameters are asked after what it made of them."),
    Rule("missing-self-prefix", NAME, lambda f: names.is_asked_of(f) and names.is_a_parameter(f),
         "Another method was given it."),
    Rule("undefined-name", NAME, names.is_unknown_to_its_method,
         "The method has another parameter, which nothing uses: dout was meant to be what x is called."),
    Rule("name-typo", NAME, names.near_a_name,
         "Nothing has the name, something is nearly called so."),
    Rule("undefined-name", NAME, lambda f: not names.may_come_from_elsewhere(f),
         "The name stands for nothing and is near nothing; nobody knows what a star import would have brought."),
    Rule("name-typo", MODULE, always,
         "numpy has no function of that name."),
    Rule("inheritance-missing", ORPHAN, always,
         "What the object lacks, its parent would have: no name in the class is to blame."),
    Rule("returns-none", OF_NONE, lambda f: f.name == "data" and returning.returns_nothing(f.text),
         "A Variable was wanted of a function that never returns; before how it ends, which may be a print on the way."),
    Rule("prints-not-returns", OF_NONE, _prints,
         "A function ends by printing what it should return."),
    Rule("returns-none", OF_NONE, _forgets,
         "A function ends with a value that goes nowhere."),
    Rule("returns-none", OF_NONE, lambda f: f.asked and f.name == "data",
         "The probe got None for a Variable, and no line shows how."),
    Rule("leaf-not-guarded", OF_NONE, lambda f: f.question.options.get("kind") == "backward" and f.name in ("input", "output", "inputs", "outputs", "backward"),
         "What the walk looks for has every function; the first variable has none."),
    Rule("missing-self-prefix", BUILTIN, attributes.is_builtin,
         "`input` without its self is a function of Python's."),
    Rule("parentheses-missing", BUILTIN, lambda f: naming.names_a_method(f.text),
         "A method stands there without being called."),
    Rule("name-typo", OF_ARRAY, lambda f: f.near(dir(np.ndarray)),
         "Arrays have an attribute that is nearly called so."),
    Rule("name-typo", METHOD_ASKED, names.begins_like_a_method,
         "A method is nearly called so."),
    Rule("method-missing", METHOD_ASKED, always,
         "Nothing is nearly called so: it was not written."),
    Rule("attribute-name-mismatch", ATTRIBUTE_ASKED, lambda f: f.respelt(f.text.filled),
         "dw for dW is one name in two spellings; a slip of the pen comes after it."),
    Rule("name-typo", ATTRIBUTE_ASKED, lambda f: f.near(f.text.filled) or (f.near(f.text.stored) and not f.respelt(f.text.stored)),
         "An attribute is nearly called so; where it is another spelling, and None, the value is what is missing."),
    Rule("dunder-typo", ATTRIBUTE_ASKED, _never_ran,
         "The constructor never ran; after near attributes, which somebody must have set."),
    Rule("attribute-name-mismatch", ATTRIBUTE_ASKED, lambda f: storing.keeps_elsewhere(f.text, f.name),
         "Something else is set, and never read again: what was asked for, under a name of one's own."),
    Rule("cache-local-variable", ATTRIBUTE_ASKED, lambda f: f.name in f.locals("__init__"),
         "The constructor keeps it in a local."),
    Rule("param-grad-not-stored", ATTRIBUTE_ASKED, lambda f: f.name in f.question.gradients.values() and bool(f.methods),
         "Nothing near is stored: the gradient of a parameter was not kept."),
    Rule("dunder-typo", ATTRIBUTE, _never_ran,
         "The constructor never ran, and whatever is missing is its consequence."),
    Rule("superfluous-self", ATTRIBUTE, attributes.is_no_attribute,
         "An argument, a local variable or a function was meant; before near attributes, which self.dout has in self.out."),
    Rule("name-typo", ATTRIBUTE, lambda f: attributes.is_set_too_late(f) and f.near(f.text.stored),
         "Set further down, and before it under nearly the same name: gard in the constructor."),
    Rule("use-before-assignment", ATTRIBUTE, attributes.is_set_too_late,
         "The attribute is set further down in the same method; a near one is not meant then."),
    Rule("attribute-name-mismatch", ATTRIBUTE, lambda f: f.respelt(f.text.inherited(f.owner)),
         "The parent keeps it under another spelling: input for inputs."),
    Rule("attribute-name-mismatch", ATTRIBUTE, lambda f: f.name in f.text.expected and f.respelt(f.text.stored),
         "The reference's name is read, another spelling of it was set."),
    Rule("name-typo", ATTRIBUTE, lambda f: f.respelt(f.text.stored),
         "Two spellings of a name of the student's own; before those of the reference, which are further off."),
    Rule("attribute-name-mismatch", ATTRIBUTE, lambda f: f.respelt(f.text.expected),
         "Another spelling of the reference's name is read, and neither was set."),
    Rule("name-typo", ATTRIBUTE, attributes.near_a_place,
         "Near an attribute or a method: a slip of the pen."),
    Rule("attribute-name-mismatch", ATTRIBUTE, attributes.is_kept_by_another_name,
         "It was stored, under a name that nothing reads; before locals, from which it may have been stored."),
    Rule("cache-local-variable", ATTRIBUTE, attributes.is_kept_elsewhere,
         "Another method keeps it, but in a local."),
    Rule("undefined-name", ATTRIBUTE, lambda f: attributes.calls_it(f) and attributes.was_never_set(f),
         "A method that nobody wrote is called: no value was forgotten."),
    Rule("dunder-typo", CALLED, lambda f: nearest("__call__", f.methods) is not None,
         "A method is nearly called __call__."),
    Rule("value-called", CALLED, lambda f: f.owner in ("tuple", "list", "dict", "OrderedDict", "ndarray", "float", "int", "float64"),
         "What is no function has no round brackets: shape(0) for shape[0], 2(x) for 2 * (x)."),
    Rule("name-typo", ABSTRACT, always,
         "What the parent leaves open was not filled under its name."),
    Rule("name-typo", OPERATOR, lambda f: nearest(str(f.operator), f.methods - OPERATORS) is not None,
         "A method is nearly called as the operator's; __add__ and __radd__ are two."),
    Rule("method-missing", OPERATOR, always,
         "The method of the operator was not written."),
    Rule("diff-data-not-unwrapped", OPERAND, lambda f: DATA in f.ids,
         "A Variable came where numbers are wanted: the bank says which of two mistakes a question can have."),
    Rule("variable-not-unwrapped", OPERAND, lambda f: WRAPPED in f.ids,
         "The same, in a forward."),
    Rule("prints-not-returns", FLOAT, lambda f: FLOATS in f.ids and returning.prints(f.text),
         "numpy made a number of an array, and what turns it back prints it."),
    Rule("returns-none", FLOAT, lambda f: FLOATS in f.ids and _forgets(f),
         "What turns it back gives nothing back."),
    Rule("returns-variable", FLOAT, lambda f: returning.wraps(f.text),
         "A Variable was made of a gradient, which is an array."),
    Rule("as-array-missing", FLOAT, lambda f: FLOATS in f.ids,
         "Nothing turns it back."),
    Rule("dunder-typo", ARGUMENTS, _never_ran,
         "A constructor that is none takes no arguments; before self, which it may well have."),
    Rule("method-missing-self", ARGUMENTS, lambda f: naming.misses_self(f.text) or naming.misses_self(f.scene),
         "A method takes one argument too few."),
    Rule("constructor-parameters", ARGUMENTS, lambda f: f.asked and f.is_of_the_constructor(),
         "The object could not be made of what the exercise gives it."),
    Rule("method-parameters", ARGUMENTS, lambda f: f.asked and bool(f.text.functions),
         "A function or method could not be called with what the exercise gives it."),
    Rule("parentheses-missing", ARGUMENTS, Failure.is_of_an_uncalled_class,
         "`layer = Relu` names the class; its methods lack an object then."),
    Rule("name-typo", KEYWORD, lambda f: f.near(KEYWORDS | {a.arg for m in f.text.functions for a in m.args.args}),
         "An argument is nearly called so."),
    Rule("parentheses-missing", METHOD, lambda f: naming.names_a_method(f.text),
         "A method stands there without being called."),
    Rule("returns-none", WITH_NONE, lambda f: f.asked and f.says("subscriptable"),
         "The probe took an entry of what came back; before how functions end, which the probe has not seen."),
    Rule("use-before-assignment", WITH_NONE, attributes.reads_too_early,
         "A place is None still, and is filled further down in the same method."),
    Rule("grad-not-seeded", WITH_NONE, lambda f: f.question.options.get("kind") == "backward" and not storing.sets_own(f.text, "grad"),
         "The walk begins with a gradient that nobody has set."),
    Rule("prints-not-returns", WITH_NONE, _prints,
         "A function ends by printing what it should return."),
    Rule("returns-none", WITH_NONE, lambda f: _forgets(f) or returning.returns_nothing(f.text),
         "A function ends with a value that goes nowhere, or has no return at all."),
    Rule("attribute-name-mismatch", WITH_NONE, attributes.is_filled_otherwise,
         "A place stays None, and another spelling of it was filled."),
    Rule("name-typo", WITH_NONE, attributes.is_nearly_filled,
         "A place stays None, and what nothing reads is nearly called so."),
    Rule("attribute-name-mismatch", WITH_NONE, attributes.is_kept_by_another_name,
         "A place stays None, and its value is stored under a name that nothing reads."),
    Rule("cache-local-variable", WITH_NONE, lambda f: _remembers(f) and attributes.is_kept_in_a_local(f),
         "A place stays None, and forward has a local of its name instead."),
    Rule("scalar-math-on-array", ARRAY, lambda f: f.text.mentions("math") or shapes.converts(f),
         "math and float know numbers only."),
    Rule("name-typo", KEY, names.has_this_key,
         "The dictionary has nearly this key."),
    Rule("missing-variable", KEY, always,
         "The dictionary has no such key."),
    Rule("name-typo", OWN_KEY, names.has_this_key,
         "The dictionary was given nearly this key."),
    Rule("name-typo", UNWRITTEN, lambda f: naming.misspelt_method(f.text),
         "The method stands there under a misspelt name, beside the stub's or the parent's."),
    Rule("scalar-branch-on-array", TRUTH, always,
         "`if x > 0` asks a whole array."),
    Rule("dtype-int-truncation", CAST, always,
         "A float gradient does not fit into whole numbers."),
    Rule("parentheses-missing", SHAPES, lambda f: f.says(r"\(has 0,") and naming.names_a_method(f.text),
         "A method that was not called is an array of no dimension to a matrix product."),
    Rule("label-not-subtracted", INDEX, lambda f: INDEXED in f.ids and calculating.changes_a_copy(f.text),
         "What was taken off a copy is still there."),
    Rule("one-hot-as-index", INDEX, lambda f: INDEXED in f.ids and not f.asked and not f.text.mentions("argmax"),
         "A matrix of zeros and ones was taken for the place of each one; argmax gives that place."),
    Rule("calls-itself", ENDLESS, lambda f: calculating.calls_itself(f.text),
         "A function calls itself whatever it is given."),
    Rule("uses-globals", SHAPES, shapes.reads_globals,
         "The line computes with variables of the notebook, whose shapes are those of another example."),
)

FORGOTTEN: tuple[Rule[Failure], ...] = (
    Rule("forgot-cache", OF_NONE, lambda f: _forgot(f) and not f.asked and f.at_home(),
         "Its place is still None."),
    Rule("forgot-cache", ATTRIBUTE, lambda f: _forgot(f) and attributes.was_never_set(f) and f.at_home() and attributes.is_for_later(f),
         "It was never set, and nothing near it was."),
    Rule("undefined-name", ATTRIBUTE, lambda f: attributes.is_set_nowhere(f) and not attributes.is_for_later(f),
         "forward itself reads it, or there is no forward: nothing was forgotten for later."),
    Rule("forgot-cache", WITH_NONE, lambda f: _forgot(f) and attributes.stays_none(f) and f.at_home() and not f.says("item assignment"),
         "Its place is still None; where forward has a local, a rule of EXCEPTIONS has spoken."),
)
"""Asked later than EXCEPTIONS: who reads globals stores nothing either, and a mistake may predict the very exception."""

MISFITS: tuple[Rule[Failure], ...] = (
    Rule("reshape-instead-of-transpose", SHAPES, lambda f: "reshape" in f.line and (shapes.is_of_a_product(f) or f.says("cannot reshape")),
         "The line that raised reshapes, whatever it multiplies."),
    Rule("elementwise-instead-of-matmul", SHAPES, lambda f: "*" in f.line and shapes.may_be_a_product(f),
         "A product entry by entry raised."),
    Rule("matmul-order-swapped", SHAPES, lambda f: shapes.is_of_a_product(f) and (
             shapes.transposes(f) or calculating.transposes_enough(f.text)),
         "All transposes are there, so the factors are the wrong way round."),
    Rule("transpose-missing", SHAPES, shapes.is_of_a_product,
         "A product with fewer transposes than it needs; of a sum that does not fit nothing is known."),
)
"""Shapes that do not fit, by the line that raised: asked last of all, since a mistake of the bank may predict the shapes."""
# fmt: on
OF_SUBSTANCE = frozenset(rule.id for rule in MISFITS)
"""Told of shapes that do not fit, and impossible where the same code is right for other shapes."""
