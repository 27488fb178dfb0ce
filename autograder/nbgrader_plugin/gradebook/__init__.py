"""nbgrader's gradebook, filled in bulk."""
