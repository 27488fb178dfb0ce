# expect: wrong
# misconception: -
# why: a test class without any test
# before: function, numerical_diff, define_by_run, backward, functional
import unittest


class SquareTest(unittest.TestCase):
    pass
