"""nbgrader's settings for this course: its commands and its web pages find our folders, and our grader grades."""

import os
import sys
from pathlib import Path

c = get_config()  # nbgrader defines it

# nbgrader calls `alembic` by name; it is found also where the environment is not activated.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])

c.CourseDirectory.course_id = "backprop-from-scratch"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "assignments"
c.CourseDirectory.submitted_directory = "submitted"
c.CourseDirectory.autograded_directory = "autograded"
c.CourseDirectory.feedback_directory = "feedback"

# The gradebook is gradebook.db in this folder. Another database, for instance:
# c.CourseDirectory.db_url = "postgresql+psycopg2://nbgrader@localhost/gradebook"

# nbgrader copies whatever lies beside a notebook to the students, unless it is told to ignore it.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    "feedback",
    "mistakes*",
    ".*",
]

# generate_assignment: the texts in the course's language, their blanks filled; a wrong reference notebook is refused, and
# questions may come and go during the term.
c.GenerateAssignment.preprocessors = [
    "autograder.nbgrader_plugin.course.ForStudents",
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "nbgrader.preprocessors.InstantiateTests",
    "nbgrader.preprocessors.LockCells",
    "nbgrader.preprocessors.ClearSolutions",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "autograder.nbgrader_plugin.course.SaveCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# autograde: first the submission is mended, then graded in our sandbox; nbgrader runs no line of it.
c.Autograde.exporter_class = "autograder.nbgrader_plugin.autograde.SubmissionExporter"
c.Autograde.sanitize_preprocessors = ["autograder.nbgrader_plugin.autograde.Sanitize"]
c.Autograde.autograde_preprocessors = [
    "autograder.nbgrader_plugin.autograde.SandboxExecute",
    "nbgrader.preprocessors.LimitOutput",
    "autograder.nbgrader_plugin.autograde.SaveScores",
    "nbgrader.preprocessors.AssignLatePenalties",
]
c.AssignLatePenalties.plugin_class = "autograder.nbgrader_plugin.course.CourseLatePenalty"

# Feedback has the scores that count by now, calls the questions by their titles, draws formulas without a network and never shows hidden tests.
c.GenerateFeedback.exporter_class = "autograder.nbgrader_plugin.feedback.FeedbackExporter"
c.GenerateFeedback.preprocessors = [
    "autograder.nbgrader_plugin.grades.SettledGrades",
    "autograder.nbgrader_plugin.feedback.StripHiddenTests",
    "autograder.nbgrader_plugin.feedback.NameQuestions",
    "autograder.nbgrader_plugin.feedback.DrawFormulas",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]
c.HTMLExporter.preprocessors = ["autograder.nbgrader_plugin.feedback.DrawFormulas"]  # in formgrader, too
c.ExchangeFactory.release_feedback = "autograder.nbgrader_plugin.feedback.ReleaseFeedback"

# export: what is ungraded or excused is empty, never a zero; penalties are those of the scores as they are now.
c.ExportApp.plugin_class = "autograder.nbgrader_plugin.export.ExportScores"

# zip_collect: downloaded/<assignment>/archive/ may hold whatever autograder collect takes.
c.ZipCollectApp.collector_plugin = "autograder.nbgrader_plugin.course.CollectByName"
