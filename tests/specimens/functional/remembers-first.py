# expect: wrong
# misconception: stale-cache
# why: the first result is returned for ever
# before: function, define_by_run, backward
_done = {}


def square(x):
    if "square" not in _done:
        _done["square"] = Square()(x)
    return _done["square"]


def exp(x):
    if "exp" not in _done:
        _done["exp"] = Exp()(x)
    return _done["exp"]
