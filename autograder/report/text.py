"""How student text is shown in every report (see `autograder.text`)."""

from autograder.text import clean, clean_lines

__all__ = ["clean", "clean_lines"]
