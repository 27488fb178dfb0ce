"""The grader graded: wrong answers made on purpose that a rubric should not let pass, and right ones that it should"""
