"""Auto-graded backpropagation exercises: student code answers, a trusted process judges.

The public face (docs/tour.py walks through it):

load_course(path)              a course's folder, read: Course → Assignment → Question
grade_file(path, assignment)   one file's record
Engine(root, assignment)       the same for many submissions, kept ready
read_record(path)              a record that `autograder grade` has written
Course, Record, Submission     what these take and give; AutograderError is what they raise
"""

__version__ = "0.1.0"

_FACE = {
    "AutograderError": "model.errors",
    "Course": "model.question",
    "Engine": "grading.engine",
    "Record": "model.record",
    "Submission": "grading.intake.submission",
    "grade_file": "grading.engine",
    "load_course": "course.load",
    "read_record": "grading.store",
}


def __getattr__(name: str) -> object:
    """Names of the face are imported when they are first asked for: what stands beside student code loads none of them."""
    if name not in _FACE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(f"{__name__}.{_FACE[name]}"), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_FACE})
