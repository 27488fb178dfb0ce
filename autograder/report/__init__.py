"""What people read after grading: the terminal's summary, scores.csv, the class report and the feedback pages.

Importing this package costs nothing; jinja2 and matplotlib are loaded by the functions that need them.
"""
