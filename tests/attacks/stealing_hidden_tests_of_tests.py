# assignment: ps4
# question: gradient_test
# expect: no points
# why: its tests read the implementations that they are run against, and raise them
import sys
import unittest


class SquareTest(unittest.TestCase):
    def test_nothing(self):
        frame = sys._getframe()
        while frame is not None and not hasattr(frame.f_locals.get("request"), "cells"):
            frame = frame.f_back
        raise type(frame.f_locals["request"].cells[-1][:70], (Exception,), {})(frame.f_locals["request"].cells[-1])
