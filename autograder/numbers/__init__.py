"""Random inputs, numerical gradients, comparison."""
