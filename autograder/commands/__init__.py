"""The commands, a file each: `arguments(parser)` declares what it takes, `run(arguments)` does it and returns the exit code."""

HELP = {
    "init": "make a ready course in a new folder",
    "new": "add a question to start from: cells, an entry, a place for its mistakes",
    "validate": "prove the course: full points for every solution, none for a stub, releases fresh and leak-free",
    "audit": "grade the grader: which wrong answers the rubric would let pass, and which right ones it would not",
    "release": "make what students get: solutions/ → assignments/",
    "adopt": "an existing nbgrader course: its own tests, run on the trusted side",
    "check": "student: check your own notebook, offline, without any answer",
    "collect": "put what students handed in, from Canvas, Moodle, Gradescope, GitHub or folders, into submitted/",
    "grade": "grade submissions: records, scores.csv and report.html",
    "report": "class report and feedback pages from the records; without an assignment of all of them, and the course's",
    "export": "scores, results and feedback for Canvas, Moodle, Gradescope, PrairieLearn and CI",
    "doctor": "what protects this machine, versions, what to mend",
    "demo": "grade the sample class in a scratch copy of the course, from release to report",
}
"""What each is for: here, and not in its file, so that `autograder --help` imports none of them."""
