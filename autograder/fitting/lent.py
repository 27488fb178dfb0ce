"""What the books' helper functions are called, whose texts are in `helpers`: names that students' own installations may know."""

HELPERS = frozenset(
    {
        "softmax", "cross_entropy_error", "cross_entropy_in_any_order", "sigmoid", "relu", "identity_function", "step_function",
        "mean_squared_error", "sum_squared_error",
    }
)  # fmt: skip
"""Supplied wherever a notebook from elsewhere imports them: values that layers are built on, and no gradient of any."""
