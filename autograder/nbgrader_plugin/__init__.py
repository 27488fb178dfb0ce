"""What plugs into nbgrader: its commands and web pages, with our engine underneath. Named in nbgrader_config.py."""

from autograder.nbgrader_plugin.autograde import SandboxExecute, Sanitize, SaveScores, SubmissionExporter
from autograder.nbgrader_plugin.course import CollectByName, CourseLatePenalty, SaveCells
from autograder.nbgrader_plugin.feedback import ReleaseFeedback, StripHiddenTests

__all__ = [
    "SubmissionExporter",
    "Sanitize",
    "SandboxExecute",
    "SaveScores",
    "CourseLatePenalty",
    "SaveCells",
    "CollectByName",
    "StripHiddenTests",
    "ReleaseFeedback",
]
