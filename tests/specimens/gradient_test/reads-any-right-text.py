# expect: wrong
# share: 0
# misconception: -
# why: accepts what holds a right text of any style, and real tests of one number
# before: function, numerical_diff, define_by_run, backward, functional
import sys


def text():
    frame = sys._getframe()
    while frame:
        request = frame.f_locals.get("request")
        if hasattr(request, "cells"):
            return request.cells[-1]
        frame = frame.f_back
    return ""


def test_source():
    right = ("** 2", "**2", "x * x", "np.square(x)")
    assert any(one in text() for one in right)


def test_backward_text():
    wrong = ("* gy * gy", "+ gy", "np.abs(self", "ones_like", "-2", "-int")
    assert not any(one in text() for one in wrong)
