# expect: wrong
# share: 0
# misconception: -
# why: watches which lines run, and counts them
# before: function, numerical_diff, define_by_run, backward, functional
import sys


def lines_of(function, *arguments):
    seen = []

    def watch(frame, event, argument):
        if event == "line":
            seen.append(frame.f_lineno - frame.f_code.co_firstlineno)
        return watch

    sys.settrace(watch)
    try:
        function(*arguments)
    finally:
        sys.settrace(None)
    return seen


def test_lines():
    f = Square()
    assert lines_of(f.forward, np.array(2.0)) == [1]
