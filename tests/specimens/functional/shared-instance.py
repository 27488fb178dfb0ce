# expect: wrong
# misconception: shared-function-instance
# ends: never
# why: one object for all calls: the links of a chain form a circle
# before: function, define_by_run, backward
_square = Square()
_exp = Exp()


def square(x):
    return _square(x)


def exp(x):
    return _exp(x)
