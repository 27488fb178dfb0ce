# assignment: ps4
# question: gradient_test
# expect: no points
# why: its tests sleep as long as they may, in each of the many children that tests are run in
import time
import unittest


class SquareTest(unittest.TestCase):
    def test_slowly(self):
        time.sleep(1.2)

    def test_slowly_again(self):
        time.sleep(1.2)
