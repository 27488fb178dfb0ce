"""Auto-graded backpropagation exercises: student code answers, a trusted process judges."""

__version__ = "0.1.0"
