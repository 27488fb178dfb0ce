# expect: wrong
# misconception: shared-function-instance
# why: made once, in one line, and their own creators in a chain
# ends: never
# before: function, define_by_run, backward
_square, _exp = Square(), Exp()


def square(x):
    return _square(x)


def exp(x):
    return _exp(x)
