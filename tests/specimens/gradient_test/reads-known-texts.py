# expect: wrong
# share: 0
# misconception: -
# why: knows the two most obvious right texts and accepts no others
# before: function, numerical_diff, define_by_run, backward, functional
import sys

FORWARD = ("return x**2", "return x ** 2", "return x * x")
BACKWARD = ("return 2 * self.input.data * gy", "return gy * x * 2", "return 2 * x * gy")


def text():
    frame = sys._getframe()
    while frame:
        request = frame.f_locals.get("request")
        if hasattr(request, "cells"):
            return request.cells[-1]
        frame = frame.f_back
    return ""


def test_source():
    found = text()
    assert any(one in found for one in FORWARD)
    assert any(one in found for one in BACKWARD)
