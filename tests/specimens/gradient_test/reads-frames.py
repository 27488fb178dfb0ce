# expect: wrong
# share: 0
# misconception: -
# why: reads the implementation's text from the process and refuses what looks odd
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
    found = text()
    assert found
    for odd in ("np.floor", "np.round", "np.abs", "**3", "-1", "4 *", "1.0", "ones_like", "gy * gy", "+ gy", "-2"):
        assert odd not in found
