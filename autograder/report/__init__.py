"""What people read after grading: the terminal's summary, scores.csv, the class report and the feedback pages.

Importing this package costs nothing; jinja2 is loaded by the function that needs it.
"""
