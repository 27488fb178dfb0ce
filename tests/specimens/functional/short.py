# expect: right
# why: in one line each, with a line for a helper
# before: function, define_by_run, backward
def _apply(function_class, x):
    return function_class()(x)


def square(x): return _apply(Square, x)
def exp(x): return _apply(Exp, x)
