"""Notebooks that are not ours: where they answer what, how they spell it, what they lack."""
