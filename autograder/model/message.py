"""A text for a person that is not yet in any language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeGuard, get_args

Key = Literal[
    # of an answer: messages.yaml
    "right", "not_attempted", "value_wrong", "value_missing", "not_a_number", "wrong_shape", "shape_returned",
    "shape_of_value", "not_finite", "hard_coded", "input_changed", "forward_wrong", "gradient_wrong",
    "gradient_of_own_forward", "numerical_gradient", "second_call_wrong", "batch_of_one_wrong",
    "arrays_unsupported", "raised", "raised_name", "raised_said", "line_elsewhere", "not_handed_in",
    "perhaps_not_handed_in", "sheet_missing", "package_missing", "cell_raised", "cell_unreadable",
    "not_reached", "returned_nothing", "left_none", "returned_count", "no_function_returned",
    "target_missing", "method_missing", "entry_missing", "not_kept", "no_entries", "timeout",
    "timeout_submission", "crashed", "memory", "mutates_upstream", "mutates_input", "fresh_params",
    "supplied_helper", "relation_opposite_sign", "relation_should_be_zero", "relation_is_zero",
    "relation_too_large", "relation_too_small", "relation_times_large", "relation_times_small",
    "relation_times_large_opposite", "relation_times_small_opposite", "kind_None", "kind_float", "kind_int",
    "kind_bool", "kind_complex", "kind_array", "kind_text", "kind_dict", "kind_function", "kind_method",
    "kind_list", "kind_empty", "kind_shape", "nbgrader_points", "nbgrader_remarks", "nbgrader_copied",
    "nbgrader_found", "nbgrader_put_back", "nbgrader_other_file", "nbgrader_ungraded", "nbgrader_no_question",
    "nbgrader_line", "tests_none", "tests_refuse_right", "tests_missed", "test_failed", "test_raised",
    "test_refused", "test_in_part", "follow_through", "on_supplied", "supplied_alone", "leaf_broken",
    "claim_data", "claim_grad", "claim_none", "claim_rejects", "claim_call", "claim_input", "claim_array",
    "claim_base", "claim_forward", "claim_walk", "claim_output", "claim_creator", "claim_gradient",
    "claim_seed", "claim_preset", "claim_preset_grad", "claim_deep", "claim_deep_grad", "grad_left_none",
    "claim_formula", "claim_kept", "claim_default", "not_written", "right_but_for", "costs_nothing",
    "condition_arrays", "condition_dimensions", "condition_integers", "condition_square", "condition_one_row",
    "condition_far_rows", "condition_scale", "choice_wrong", "choice_unknown", "bound_above", "bound_below",
    "bound_no_number", "condition_second_object", "condition_second_call",
    # of the self-check: selfcheck.yaml
    "all_right", "estimated", "all_right_plain", "all_right_other", "own_forward", "own_values",
    "example_differs", "example_out", "example_stopped", "no_check", "no_source", "partly_checked",
    "no_exercise", "python_said", "syntax", "last_run_failed", "outdated", "interrupted", "late", "late_cell",
    "hurried", "too_slow_to_check", "tests_passed", "tests_pass", "nothing_found", "ours_failed",
    "not_in_file", "too_slow", "died", "no_language", "summary_right", "summary_own", "summary_wrong",
    "summary_untried", "summary_runs", "summary_own_points", "summary_total", "summary_in_part",
    "summary_packaged", "coaching", "advice",
    # of a released notebook: notebook.yaml
    "notebook_point", "notebook_points", "notebook_question", "notebook_questions", "notebook_worth",
    "notebook_due", "notebook_install", "notebook_missing", "notebook_hand_in", "notebook_hand_in_all",
    # of drawings, in the same file
    "drawn", "drawn_step", "drawn_gradients", "drawn_in_part", "drawn_unknown", "no_drawing",
    "nothing_to_draw",
]  # fmt: skip
"""The messages there are, so that a misspelt one is found before anything runs; their texts are in `words/en/`."""

_KEYS = frozenset(get_args(Key))


@dataclass(frozen=True, slots=True)
class Message:
    """A text for a person, by key of the catalogue in `words/`, with the values that fill its blanks.

    A value may be a message itself, or a text by language; it is then filled in the same language.
    """

    key: Key
    values: Mapping[str, object] = field(default_factory=dict)


def say(key: Key, **values: object) -> Message:
    """A message, its values by name."""
    return Message(key, values)


class Told(str):
    """A line of the terminal: the English text, which remembers what it is made of, so that `words.messages.retold` can say it in
    another language (`words/<language>/terminal.yaml`, by the English template)."""

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]


def tell(template: str, **values: object) -> Told:
    """A line, its values by name; one of them may be such a line itself. The template is a literal, for a test finds them all."""
    line = Told(template.format(**values))
    line.template, line.values = template, values
    return line


def carried(text: object) -> object:
    """A text as JSON carries it, without forgetting what it is made of."""
    if not isinstance(text, Told):
        return text
    return [text.template, {name: carried(v) for name, v in text.values.items()}]


def arrived(said: object) -> str:
    """What `carried` made of a text."""
    if not isinstance(said, list):
        return str(said)
    values = {name: arrived(v) if isinstance(v, list) else v for name, v in said[1].items()}
    return tell(said[0], **values)


def is_key(text: str) -> TypeGuard[Key]:
    """Whether there is a message of that key: for keys that are put together from a name."""
    return text in _KEYS
