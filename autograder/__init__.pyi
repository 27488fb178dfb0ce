from autograder.course.load import load_course as load_course
from autograder.grading.engine import Engine as Engine
from autograder.grading.engine import grade_file as grade_file
from autograder.grading.intake.submission import Submission as Submission
from autograder.grading.store import read_record as read_record
from autograder.model.errors import AutograderError as AutograderError
from autograder.model.question import Course as Course
from autograder.model.record import Record as Record

__version__: str
