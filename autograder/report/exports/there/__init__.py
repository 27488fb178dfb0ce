"""What grades on a platform: the archive that goes there, and the program in it, which grades one submission where it is.

`bundle` makes the part that all archives share; `python -m autograder.report.exports.there PLATFORM ROOT` runs there.
"""
