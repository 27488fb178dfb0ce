"""Right answers and wrong ones."""
