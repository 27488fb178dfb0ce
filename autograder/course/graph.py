"""`graph:` of course.yml: the formula that a question is drawn as."""

from collections.abc import Collection

from autograder.course.located import Value
from autograder.course.suggestion import suggest
from autograder.model.formula import FUNCTIONS, Graph, graph_of


def read_graph(
    value: Value | None, inputs: Collection[str], words: Collection[str], *, plain: bool
) -> tuple[str, ...]:
    """The assignments of a graph. `inputs` are those of the question, where it has any, `words` those of the reference notebook;
    of a question of `plain` variables the steps have names that stand there, too.

    Raises CourseError for what does not parse, and for a name that the question does not have.
    """
    if value is None:
        return ()
    texts = tuple(one.called("graph").text() for one in (value.filled() if value.is_list else [value]))
    try:
        graph = graph_of(texts)
    except ValueError as error:
        value.fail(f"graph {error}")
    for name in graph.inputs:
        if name not in (inputs or words):
            value.fail(
                f'graph: "{name}" is no input of the question; {suggest(name, inputs or words, _NAME)}'
            )
    for name in _others(graph, plain=plain):
        if name not in words:
            near = suggest(name, (*FUNCTIONS, *words), _NAME)
            value.fail(f'graph: "{name}" does not occur in the reference notebook; {near}')
    return texts


_NAME = "write a name of that notebook"


def _others(graph: Graph, *, plain: bool) -> list[str]:
    """What must occur in the notebook, besides inputs: functions that are not known anyway, and names that the student writes."""
    called = [name for name in graph.functions if name not in FUNCTIONS]
    return called + [node.name for node in graph.nodes if plain and node.name]
