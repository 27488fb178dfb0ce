"""A class, a submission, the result of a question."""
