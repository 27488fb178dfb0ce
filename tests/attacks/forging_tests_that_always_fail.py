# assignment: ps4
# question: gradient_test
# expect: no points
# why: its tests fail whatever they test, so that every fault is caught
import unittest


class SquareTest(unittest.TestCase):
    def test_nothing(self):
        self.fail("caught")
