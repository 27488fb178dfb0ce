# assignment: ps4
# question: gradient_test
# expect: no points
# why: its tests read the text of what they are to test, and fail or pass by what they find there
import gc
import inspect
import sys
import unittest

import numpy as np


def text():
    frame = sys._getframe()
    while frame is not None:
        request = frame.f_locals.get("request")
        if hasattr(request, "cells"):
            return request.cells[-1]
        frame = frame.f_back
    return ""


class SquareTest(unittest.TestCase):
    def test_by_the_text(self):
        self.assertTrue("2 * x * gy" in text() or "2.0 * self.input.data * gy" in text())

    def test_by_its_length(self):
        self.assertLess(len(text()), 400)
