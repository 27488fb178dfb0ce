"""Submissions that are alike in what few have: a question for a person, never a verdict."""
