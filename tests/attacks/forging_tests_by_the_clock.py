# assignment: ps4
# question: gradient_test
# expect: no points
# why: its tests pass at the first look and fail at all others, by what lasts from child to child
import os
import time
import unittest


class SquareTest(unittest.TestCase):
    def test_by_the_process(self):
        self.assertLess(os.getpid() % 16, 2)

    def test_by_the_clock(self):
        self.assertLess(time.monotonic_ns() % 1000, 100)
